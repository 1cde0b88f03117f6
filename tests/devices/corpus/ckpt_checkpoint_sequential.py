import torch
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential
net = nn.Sequential(*[nn.Linear(6, 6) for _ in range(4)]).cuda()
y = checkpoint_sequential(net, 2, torch.randn(2, 6, device="cuda", requires_grad=True), use_reentrant=False)
y.mean().backward()
