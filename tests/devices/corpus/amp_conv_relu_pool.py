import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2)).cuda()
with torch.autocast("cuda", dtype=torch.float16):
    out = net(torch.randn(2, 3, 10, 10, device="cuda"))
assert out.dtype == torch.float16
