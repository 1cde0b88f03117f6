import copy
import torch
import torch.nn.functional as F
from torch import nn

online = nn.Sequential(nn.Linear(8, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 4)).to("cuda")
target = copy.deepcopy(online).requires_grad_(False).eval()
predictor = nn.Linear(4, 4).to("cuda")
opt = torch.optim.SGD([{"params": online.parameters()}, {"params": predictor.parameters(), "lr": 0.1}], lr=0.01, momentum=0.9)
x = torch.randn(20, 8, device="cuda")
v1, v2 = x + 0.1 * torch.randn_like(x), F.dropout(x, 0.2)
loss = 2 - 2 * F.cosine_similarity(predictor(online(v1)), target(v2), dim=-1).mean()
loss.backward()
opt.step()
with torch.no_grad():
    for a, b in zip(target.parameters(), online.parameters(), strict=True):
        a.lerp_(b, 0.01)
    for a, b in zip(target.buffers(), online.buffers(), strict=True):
        a.copy_(b)
z = target(v1)
