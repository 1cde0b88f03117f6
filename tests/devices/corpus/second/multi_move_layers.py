import torch
from torch import nn
class Split(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 8).to("cuda:0")
        self.b = nn.Linear(8, 3).to("cuda:1")
    def forward(self, x):
        return self.b(torch.relu(self.a(x.to("cuda:0"))).to("cuda:1"))
net = Split()
y = net(torch.randn(2, 4))
target = torch.randn(2, 3).to(y.device)
nn.functional.mse_loss(y, target).backward()
assert net.a.weight.grad.device.index == 0 and net.b.weight.grad.device.index == 1
