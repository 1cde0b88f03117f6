import torch
from torch import nn
crit = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 0.5]))
out = torch.randn(4, 3, device="cuda", requires_grad=True)
crit(out, torch.tensor([0, 1, 2, 0], device="cuda")).backward()
