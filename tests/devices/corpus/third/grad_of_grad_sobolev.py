import torch
from torch import nn

device = "cuda"
f = nn.Sequential(nn.Linear(1, 32), nn.Softplus(), nn.Linear(32, 1)).to(device)
opt = torch.optim.RMSprop(f.parameters(), lr=1e-3)
for step in range(3):
    x = torch.rand(64, 1, device=device, requires_grad=True)
    y = f(x)
    dy = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
    ddy = torch.autograd.grad(dy.sum(), x, create_graph=True)[0]
    loss = ((y - x.sin()) ** 2 + (dy - x.cos()) ** 2 + (ddy + x.sin()) ** 2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
