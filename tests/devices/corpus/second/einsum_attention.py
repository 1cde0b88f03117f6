import torch
q = torch.randn(2, 5, 3, 4, device="cuda")
k = torch.randn(2, 6, 3, 4, device="cuda")
v = torch.randn(2, 6, 3, 4, device="cuda")
scores = torch.einsum("bqhd,bkhd->bhqk", q, k) / 4**0.5
out = torch.einsum("bhqk,bkhd->bqhd", scores.softmax(-1), v)
