import copy
import torch
from torch import nn
model = nn.Linear(2, 3).cuda()
ema = copy.deepcopy(model)
for p in ema.parameters():
    p.requires_grad_(False)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(3):
    model(torch.ones(1, 2, device="cuda")).sum().backward()
    opt.step(); opt.zero_grad()
    with torch.no_grad():
        for e, p in zip(ema.parameters(), model.parameters()):
            e.mul_(0.9).add_(p, alpha=0.1)
ema_w = ema.weight
assert not torch.equal(ema_w, model.weight)
