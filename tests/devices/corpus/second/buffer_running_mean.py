import torch
from torch import nn
class Whiten(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.register_buffer("mean", torch.zeros(d))
        self.register_buffer("scratch", torch.ones(d), persistent=False)
        self.register_buffer("count", torch.tensor(0))
    def forward(self, x):
        if self.training:
            self.count += x.size(0)
            self.mean = 0.9 * self.mean + 0.1 * x.mean(0)
        return x - self.mean
net = Whiten(3).cuda()
net(torch.randn(5, 3, device="cuda"))
m = net.mean
assert m.is_cuda and net.count.is_cuda and net.count.item() == 5
assert "scratch" not in net.state_dict()
