import torch
from torch import nn
enc, dec = nn.GRU(8, 8, batch_first=True).cuda(), nn.GRU(8, 8, batch_first=True).cuda()
emb, proj = nn.Embedding(11, 8).cuda(), nn.Linear(8, 11).cuda()
src = torch.randint(0, 11, (2, 6)).cuda()
_, h = enc(emb(src))
token = torch.zeros(2, 1, dtype=torch.long, device="cuda")
steps = []
for _ in range(4):
    o, h = dec(emb(token), h)
    token = proj(o[:, -1]).argmax(-1, keepdim=True)
    steps.append(token)
ys = torch.cat(steps, dim=1)
