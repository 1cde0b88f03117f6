import math
import torch

x = torch.linspace(0, 1, 30, device="cuda")[:, None]
y = torch.sin(6 * x).squeeze(-1)
log_l = torch.zeros((), device="cuda", requires_grad=True)
K = torch.exp(-0.5 * (torch.cdist(x, x) / log_l.exp()) ** 2) + 0.1 * torch.eye(30, device="cuda")
L = torch.linalg.cholesky(K)
alpha = torch.cholesky_solve(y[:, None], L)
nll = 0.5 * (y[None] @ alpha).squeeze() + L.diagonal().log().sum() + 15 * math.log(2 * math.pi)
nll.backward()
xs = torch.rand(5, 1, device="cuda")
Ks = torch.exp(-0.5 * torch.cdist(xs, x) ** 2)
mean = Ks @ alpha
v = torch.linalg.solve_triangular(L, Ks.T, upper=False)
var = 1 - (v * v).sum(0)
