import torch
from torch import nn
net = nn.Linear(3, 2).cuda().eval()
with torch.inference_mode():
    out = net(torch.randn(5, 3, device="cuda"))
with torch.no_grad():
    again = net(torch.randn(1, 3).cuda())
assert not out.requires_grad and not again.requires_grad
