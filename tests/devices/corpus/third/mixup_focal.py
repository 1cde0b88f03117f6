import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

net = nn.Sequential(nn.Flatten(), nn.Linear(48, 5)).cuda()
x, y = torch.rand(12, 3, 4, 4).cuda(), torch.randint(0, 5, (12,)).cuda()
lam = float(np.random.default_rng(0).beta(0.4, 0.4))
perm = torch.randperm(x.size(0)).cuda()
mixed = lam * x + (1 - lam) * x[perm]
logits = net(mixed)
ce = lam * F.cross_entropy(logits, y, label_smoothing=0.1) + (1 - lam) * F.cross_entropy(logits, y[perm])
logp = F.log_softmax(logits, -1).gather(1, y[:, None]).squeeze(1)
focal = -((1 - logp.exp()) ** 2 * logp).mean()
acc = (logits.argmax(1) == y).float().mean().item()
(ce + focal).backward()
