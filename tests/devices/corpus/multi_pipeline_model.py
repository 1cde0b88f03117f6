import torch
from torch import nn
class TwoStage(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(10, 20).to("cuda:0")
        self.second = nn.Linear(20, 4).to("cuda:1")
    def forward(self, x):
        h = torch.relu(self.first(x.to("cuda:0")))
        return self.second(h.to("cuda:1"))
net = TwoStage()
out = net(torch.randn(6, 10))
assert out.device.index == 1
loss = nn.functional.mse_loss(out, torch.zeros(6, 4, device="cuda:1"))
loss.backward()
assert net.first.weight.grad.device == torch.device("cuda", 0)
