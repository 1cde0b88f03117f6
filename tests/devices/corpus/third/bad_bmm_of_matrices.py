import torch

q = torch.randn(8, 16, device="cuda")
k = torch.randn(8, 16, device="cuda")
scores = torch.bmm(q, k.transpose(0, 1))
