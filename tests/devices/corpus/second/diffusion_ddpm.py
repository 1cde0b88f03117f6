import torch
import torch.nn.functional as F
T = 10
betas = torch.linspace(1e-4, 0.02, T, device="cuda")
alphas_cumprod = torch.cumprod(1.0 - betas, axis=0)
alphas_prev = F.pad(alphas_cumprod[:-1], (1, 0), value=1.0)
def extract(a, t, shape):
    out = a.gather(-1, t)
    return out.reshape(t.shape[0], *((1,) * (len(shape) - 1)))
x0 = torch.randn(2, 1, 4, 4, device="cuda")
t = torch.randint(0, T, (2,), device="cuda").long()
noise = torch.randn_like(x0)
xt = extract(alphas_cumprod.sqrt(), t, x0.shape) * x0 + extract((1 - alphas_cumprod).sqrt(), t, x0.shape) * noise
net = torch.nn.Conv2d(1, 1, 3, padding=1).cuda()
F.smooth_l1_loss(net(xt), noise).backward()
x = torch.randn(2, 1, 4, 4, device="cuda")
with torch.no_grad():
    for i in reversed(range(T)):
        tt = torch.full((2,), i, device="cuda", dtype=torch.long)
        x = (x - extract(betas, tt, x.shape) * net(x)) / extract((1 - betas).sqrt(), tt, x.shape)
        if i > 0:
            x = x + extract(betas.sqrt(), tt, x.shape) * torch.randn_like(x)
