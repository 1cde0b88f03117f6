import torch
x = torch.arange(5, device="cuda")
m = x.mean()
