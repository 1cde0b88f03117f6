import torch
g = torch.Generator().manual_seed(0)
idx = torch.randperm(10, generator=g, device="cuda")
