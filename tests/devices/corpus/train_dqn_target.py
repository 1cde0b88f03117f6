import torch
from torch import nn
q, target = nn.Linear(3, 4).cuda(), nn.Linear(3, 4).cuda()
target.load_state_dict(q.state_dict())
s, s2 = torch.randn(6, 3).cuda(), torch.randn(6, 3).cuda()
a = torch.randint(0, 4, (6, 1)).cuda()
r, done = torch.randn(6).cuda(), torch.zeros(6, dtype=torch.bool).cuda()
qsa = q(s).gather(1, a).squeeze(1)
with torch.no_grad():
    q_next = target(s2).max(1).values * (~done)
loss = nn.SmoothL1Loss()(qsa, r + 0.99 * q_next)
loss.backward()
