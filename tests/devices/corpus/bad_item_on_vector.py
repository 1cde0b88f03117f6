import torch
losses = torch.rand(4, device="cuda")
print(losses.item())
