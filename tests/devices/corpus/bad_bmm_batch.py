import torch
a = torch.randn(3, 4, 5, device="cuda")
b = torch.randn(2, 5, 6, device="cuda")
c = torch.bmm(a, b)
