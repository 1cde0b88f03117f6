import torch
from torch import nn
net = nn.Sequential(nn.Linear(3, 6), nn.ReLU(), nn.Linear(6, 1)).cuda()
store = {}
handle = net[1].register_forward_hook(lambda m, i, o: store.update(a=o.detach()))
net(torch.randn(2, 3).cuda())
handle.remove()
acts = store["a"]
assert acts.is_cuda
