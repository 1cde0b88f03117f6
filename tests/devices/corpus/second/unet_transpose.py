import torch
from torch import nn
class DoubleConv(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.GroupNorm(2, o), nn.GELU())
    def forward(self, x):
        return self.net(x)
class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1, self.down2 = DoubleConv(3, 8), DoubleConv(8, 16)
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.mid, self.head = DoubleConv(16, 8), nn.Conv2d(8, 2, 1)
    def forward(self, x):
        a = self.down1(x)
        b = self.down2(nn.functional.max_pool2d(a, 2))
        return self.head(self.mid(torch.cat([self.up(b), a], dim=1)))
net = UNet().cuda()
y = net(torch.randn(1, 3, 16, 16, device="cuda"))
target = torch.randint(0, 2, (1, 16, 16)).cuda()
(nn.functional.cross_entropy(y, target) + y.sigmoid().mean()).backward()
