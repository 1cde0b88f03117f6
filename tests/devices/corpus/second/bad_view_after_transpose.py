import torch
x = torch.randn(2, 4, 5, 8, device="cuda")
y = x.transpose(1, 2).view(2, 5, 32)
