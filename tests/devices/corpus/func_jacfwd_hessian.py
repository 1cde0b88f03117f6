import torch
from torch.func import hessian, jacfwd
f = lambda x: (x ** 3).sum()
x = torch.arange(4.0, device="cuda")
H = hessian(f)(x)
assert torch.allclose(H, torch.diag(6 * x))
g = jacfwd(f)(x)
