import torch
from torch.func import jvp, vjp
M = torch.randn(2, 3, device="cuda")
f = lambda x: torch.tanh(M @ x)
x = torch.randn(3, device="cuda")
_, pull = vjp(f, x)
(vj,) = pull(torch.ones(2, device="cuda"))
_, jv = jvp(f, (x,), (torch.ones(3, device="cuda"),))
