import torch
from torch import nn
m = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 1)).cuda()
(m(torch.randn(16, 4, device="cuda")) * 100).sum().backward()
norm = nn.utils.clip_grad_norm_(m.parameters(), max_norm=1.0)
after = torch.stack([p.grad.norm() for p in m.parameters()]).norm()
assert after.item() <= 1.001
nn.utils.clip_grad_value_(m.parameters(), 0.1)
