import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(512, 10)).cuda()
out = net(torch.randn(2, 1, 26, 26, device="cuda"))
