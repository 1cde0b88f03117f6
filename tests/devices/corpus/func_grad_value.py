import torch
from torch.func import grad_and_value
x = torch.ones(5, device="cuda")
g, val = grad_and_value(lambda v: v.square().mean())(x)
assert val.item() == 1.0 and torch.allclose(g, torch.full((5,), 0.4, device="cuda"))
