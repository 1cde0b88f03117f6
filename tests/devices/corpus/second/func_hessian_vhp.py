import torch
from torch.func import grad, hessian, jvp
def rosen(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()
x = torch.tensor([1.2, 0.8, 1.1], device="cuda")
H = hessian(rosen)(x)
v = torch.ones_like(x)
hv = jvp(grad(rosen), (x,), (v,))[1]
torch.testing.assert_close(H @ v, hv)
