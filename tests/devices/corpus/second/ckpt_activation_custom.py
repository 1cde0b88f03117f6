import torch
from torch.utils.checkpoint import checkpoint
blocks = torch.nn.ModuleList(torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Dropout(0.2), torch.nn.ReLU()) for _ in range(3)).cuda()
x = torch.randn(2, 8, device="cuda", requires_grad=True)
y = x
for block in blocks:
    y = checkpoint(block, y, use_reentrant=False)
y.sum().backward()
assert x.grad is not None
