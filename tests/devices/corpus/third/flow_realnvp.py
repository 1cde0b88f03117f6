import torch
from torch import nn

class Coupling(nn.Module):
    def __init__(self, d, flip):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(d // 2, 32), nn.ReLU(), nn.Linear(32, d))
        self.flip = flip

    def forward(self, x):
        a, b = x.chunk(2, dim=-1)
        if self.flip:
            a, b = b, a
        s, t = self.net(a).chunk(2, dim=-1)
        s = torch.tanh(s)
        b = b * s.exp() + t
        out = torch.cat([b, a] if self.flip else [a, b], dim=-1)
        return out, s.sum(-1)

device = torch.device("cuda:0")
layers = nn.ModuleList(Coupling(4, bool(i % 2)) for i in range(4)).to(device)
z, logdet = torch.randn(32, 4, device=device), torch.zeros(32, device=device)
for layer in layers:
    z, ld = layer(z)
    logdet += ld
prior = torch.distributions.MultivariateNormal(torch.zeros(4, device=device), torch.eye(4, device=device))
loss = -(prior.log_prob(z) + logdet).mean()
loss.backward()
