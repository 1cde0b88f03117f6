import torch
g = torch.Generator(device="cuda")
perm = torch.randperm(10, generator=g)
