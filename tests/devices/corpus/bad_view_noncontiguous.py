import torch
x = torch.randn(3, 4, device="cuda").t()
y = x.view(-1)
