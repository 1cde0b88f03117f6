import torch
from torch import nn
class Poly(nn.Module):
    def __init__(self):
        super().__init__()
        self.coef = nn.ParameterList(nn.Parameter(torch.randn(())) for _ in range(4))
        self.scale = nn.ParameterDict({"s": nn.Parameter(torch.ones(1))})
    def forward(self, x):
        return self.scale["s"] * sum(c * x ** k for k, c in enumerate(self.coef))
net = Poly().to("cuda")
y = net(torch.randn(3, 3, device="cuda"))
y.sum().backward()
