import torch
from torch import nn
dw = nn.Conv2d(6, 6, 3, padding=1, groups=6)
pw = nn.Conv2d(6, 12, 1)
net = nn.Sequential(dw, pw, nn.SiLU()).cuda().to(memory_format=torch.channels_last)
x = torch.randn(2, 6, 9, 9, device="cuda").to(memory_format=torch.channels_last)
y = net(x)
