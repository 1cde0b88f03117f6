import torch
from torch import nn
down = nn.Conv2d(1, 4, 3, stride=2, padding=1).cuda()
up = nn.ConvTranspose2d(4, 4, 2, stride=2).cuda()
last = nn.Conv2d(5, 1, 1).cuda()
x = torch.randn(1, 1, 16, 16, device="cuda")
out = last(torch.cat([up(torch.relu(down(x))), x], dim=1))
