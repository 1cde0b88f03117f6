import torch
x = torch.arange(12, device="cuda").view(2, 5)
