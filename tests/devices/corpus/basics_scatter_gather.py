import torch
idx = torch.tensor([0, 2, 2, 1], device="cuda")
counts = torch.zeros(3, device="cuda").scatter_add_(0, idx, torch.ones(4, device="cuda"))
table = torch.randn(4, 3, device="cuda")
picked = table.gather(1, idx.unsqueeze(1))
assert counts.sum() == 4
