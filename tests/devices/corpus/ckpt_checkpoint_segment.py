import torch
from torch import nn
from torch.utils.checkpoint import checkpoint
block = nn.Sequential(nn.Linear(8, 32), nn.GELU(), nn.Linear(32, 8)).cuda()
x = torch.randn(4, 8, device="cuda", requires_grad=True)
y = checkpoint(block, x, use_reentrant=False)
y.sum().backward()
assert x.grad.shape == x.shape
