import torch
from torch import nn
from torch.nn.utils import clip_grad_value_, parameters_to_vector, vector_to_parameters

net = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2)).cuda()
before = parameters_to_vector(net.parameters())
x = torch.randn(9, 4).cuda()
net(x).pow(2).sum().backward()
clip_grad_value_(net.parameters(), 0.5)
g = torch.cat([p.grad.reshape(-1) for p in net.parameters()])
with torch.no_grad():
    vector_to_parameters(before - 0.01 * g, net.parameters())
moved = (parameters_to_vector(net.parameters()) - before).abs().max()
assert g.abs().max() <= 0.5
