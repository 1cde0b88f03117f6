import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3, padding=1)
        self.pool = nn.MaxPool2d(2, return_indices=True)
        self.unpool = nn.MaxUnpool2d(2)
        self.out = nn.ConvTranspose2d(8, 1, 3, padding=1)

    def forward(self, x):
        h, idx = self.pool(torch.relu(self.conv(x)))
        return self.out(self.unpool(h, idx))

net = Net().cuda()
y = net(torch.rand(2, 1, 28, 28).cuda())
