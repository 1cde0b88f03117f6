import torch
x = torch.randn(5, device="cuda")
y = torch.where(x > 0, x, torch.zeros(5))
