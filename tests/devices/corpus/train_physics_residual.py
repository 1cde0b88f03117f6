import torch
from torch import nn
net = nn.Sequential(nn.Linear(1, 20), nn.Tanh(), nn.Linear(20, 1)).cuda()
x = torch.rand(32, 1, device="cuda", requires_grad=True)
u = net(x)
u_x = torch.autograd.grad(u, x, torch.ones_like(u), create_graph=True)[0]
u_xx = torch.autograd.grad(u_x, x, torch.ones_like(u_x), create_graph=True)[0]
loss = (u_xx + u).pow(2).mean() + net(torch.zeros(1, 1).cuda()).pow(2).mean()
loss.backward()
