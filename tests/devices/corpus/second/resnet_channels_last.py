import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.SiLU())
net = net.to(device="cuda", memory_format=torch.channels_last)
x = torch.randn(2, 3, 8, 8).to("cuda", memory_format=torch.channels_last)
y = net(x)
assert y.is_contiguous(memory_format=torch.channels_last)
