import torch
from torch import nn

net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU()).cuda()
out = net(torch.randn(1, 4, device="cuda"))
