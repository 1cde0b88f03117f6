import torch
from torch import nn
lin = nn.Linear(4, 5, device="cuda")
nn.init.xavier_uniform_(lin.weight)
nn.init.zeros_(lin.bias)
w = lin.weight
def reset(m):
    if isinstance(m, nn.Linear):
        nn.init.kaiming_normal_(m.weight, nonlinearity="relu")
lin.apply(reset)
assert lin.bias.abs().sum().item() == 0
