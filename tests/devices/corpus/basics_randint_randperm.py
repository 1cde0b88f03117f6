import torch
data = torch.randn(100, 5, device="cuda")
perm = torch.randperm(100, device="cuda")
batch = data[perm[:16]]
ids = torch.randint(0, 10, (16,), device="cuda")
assert ids.dtype == torch.int64
