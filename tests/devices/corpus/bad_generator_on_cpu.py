import torch
g = torch.Generator().manual_seed(0)
x = torch.randn(3, device="cuda", generator=g)
