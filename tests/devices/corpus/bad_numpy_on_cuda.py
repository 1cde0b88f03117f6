import torch
x = torch.ones(3, device="cuda")
a = x.numpy()
