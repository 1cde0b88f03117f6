import torch
x = torch.arange(6)
mask = torch.tensor([1, 0, 1, 0, 1, 0], device="cuda").bool()
kept = x[mask]
