import torch
from torch import nn
from torch.utils.checkpoint import checkpoint
block = nn.Sequential(nn.Linear(8, 8), nn.Dropout(0.5)).cuda()
x = torch.randn(4, 8, device="cuda", requires_grad=True)
y = checkpoint(block, x, use_reentrant=True, preserve_rng_state=True)
y.sum().backward()
