import torch

torch.manual_seed(0)
n, m, eps = 20, 30, 0.1
x, y = torch.randn(n, 2, device="cuda"), torch.randn(m, 2, device="cuda") + 1
C = torch.cdist(x, y, p=2) ** 2
mu = torch.full((n,), 1 / n, device="cuda").log()
nu = torch.full((m,), 1 / m, device="cuda").log()
f, g = torch.zeros_like(mu), torch.zeros_like(nu)
for it in range(50):
    f_old = f
    f = eps * (mu - torch.logsumexp((g[None] - C) / eps, dim=1))
    g = eps * (nu - torch.logsumexp((f[:, None] - C) / eps, dim=0))
    if (f - f_old).abs().max() < 1e-4:
        break
plan = torch.exp((f[:, None] + g[None] - C) / eps)
cost = (plan * C).sum().item()
bary = (plan / plan.sum(1, keepdim=True)) @ y
