import torch
from torch import nn

f = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 2)).cuda()

def rk4(y, h):
    k1 = f(y)
    k2 = f(y + h / 2 * k1)
    k3 = f(y + h / 2 * k2)
    k4 = f(y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)

t = torch.linspace(0, 1, 11).cuda()
y = torch.tensor([[1.0, 0.0]]).cuda()
path = [y]
for h in t.diff():
    path.append(rk4(path[-1], h))
path = torch.stack(path)
path.pow(2).mean().backward()
