import torch
from torch import nn
net = nn.Linear(6, 8).cuda()
x = torch.randn(4, 6, device="cuda")
with torch.autocast("cuda", dtype=torch.float16):
    out = net(x)
assert out.dtype == torch.float16
assert net.weight.dtype == torch.float32
