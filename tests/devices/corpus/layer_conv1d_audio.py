import torch
from torch import nn
net = nn.Sequential(nn.Conv1d(1, 8, 9, stride=2, padding=4), nn.GroupNorm(2, 8), nn.GELU()).cuda()
y = net(torch.randn(3, 1, 100).cuda())
