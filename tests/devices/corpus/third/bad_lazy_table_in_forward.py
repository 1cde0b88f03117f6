import math
import torch
from torch import nn

class Positions(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.d = d
        self.cache = None

    def forward(self, x):
        if self.cache is None:
            pos = torch.arange(x.size(1)).unsqueeze(1)
            div = torch.exp(torch.arange(0, self.d, 2) * (-math.log(10000.0) / self.d))
            pe = torch.zeros(x.size(1), self.d)
            pe[:, 0::2], pe[:, 1::2] = torch.sin(pos * div), torch.cos(pos * div)
            self.cache = pe
        return x + self.cache

model = Positions(16).to("cuda")
y = model(torch.randn(2, 5, 16, device="cuda"))
