import torch
T = 20
beta = torch.linspace(1e-4, 0.02, T, device="cuda")
abar = torch.cumprod(1 - beta, dim=0)
x0 = torch.randn(2, 3, 4, 4, device="cuda")
t = torch.randint(0, T, (2,), device="cuda")
a = abar[t].view(-1, 1, 1, 1)
x = a.sqrt() * x0 + (1 - a).sqrt() * torch.randn_like(x0)
