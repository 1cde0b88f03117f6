import torch
from torch import nn
net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1)).to("cuda")
seen = {}
h1 = net[0].register_forward_hook(lambda m, i, o: seen.__setitem__("act", o.detach()))
h2 = net[1].register_full_backward_hook(lambda m, gi, go: seen.__setitem__("g", go[0]))
net(torch.randn(2, 3, device="cuda")).sum().backward()
h1.remove(); h2.remove()
act, g = seen["act"], seen["g"]
assert act.is_cuda and g.is_cuda
