import torch
mu = torch.zeros(4, 2, device="cuda")
std = torch.ones(4, 2, device="cuda")
eps = torch.randn(std.size())
z = mu + std * eps
