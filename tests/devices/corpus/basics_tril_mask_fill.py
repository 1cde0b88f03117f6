import torch
att = torch.randn(5, 5, device="cuda")
mask = torch.tril(torch.ones(5, 5, device="cuda")) == 0
att = att.masked_fill(mask, float("-inf")).softmax(dim=-1)
assert torch.allclose(att.sum(-1), torch.ones(5, device="cuda"))
