import torch
from torch import nn
heads = nn.ModuleDict({"a": nn.Linear(4, 3), "b": nn.Linear(4, 7)}).cuda()
x = torch.randn(2, 4, device="cuda")
y = heads["a"](x)
z = heads["b"](x)
