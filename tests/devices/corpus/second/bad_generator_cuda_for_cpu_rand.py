import torch
gen = torch.Generator("cuda")
w = torch.randn(3, 3, generator=gen)
