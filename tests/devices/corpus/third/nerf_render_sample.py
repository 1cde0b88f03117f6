import torch
from torch import nn

device = "cuda"
def encode(x, n=4):
    freq = 2.0 ** torch.arange(n, device=x.device) * torch.pi
    ang = x[..., None] * freq
    return torch.cat([ang.sin(), ang.cos()], -1).flatten(-2)

mlp = nn.Sequential(nn.Linear(24, 32), nn.ReLU(), nn.Linear(32, 4)).to(device)
o, d = torch.zeros(10, 3, device=device), nn.functional.normalize(torch.randn(10, 3, device=device), dim=-1)
t = torch.linspace(2.0, 6.0, 16, device=device)
pts = o[:, None] + d[:, None] * t[None, :, None]
rgb_sigma = mlp(encode(pts))
rgb, sigma = rgb_sigma[..., :3].sigmoid(), rgb_sigma[..., 3].relu()
delta = torch.cat([t.diff(), torch.tensor([1e10], device=device)])
alpha = 1 - torch.exp(-sigma * delta)
trans = torch.cumprod(torch.cat([torch.ones_like(alpha[:, :1]), 1 - alpha + 1e-10], -1), -1)[:, :-1]
weights = alpha * trans
colour = (weights[..., None] * rgb).sum(1)
cdf = torch.cumsum((weights + 1e-5) / (weights + 1e-5).sum(-1, keepdim=True), -1).detach()
fine = torch.searchsorted(cdf, torch.rand(10, 8, device=device)).clamp(max=15)
ts = t.expand(10, 16).gather(1, fine)
colour.mean().backward()
