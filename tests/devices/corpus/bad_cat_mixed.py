import torch
a = torch.zeros(2, 3, device="cuda")
b = torch.zeros(2, 3)
c = torch.cat([a, b], dim=0)
