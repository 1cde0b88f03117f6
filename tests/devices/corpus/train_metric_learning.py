import torch
from torch import nn
embed = nn.Linear(10, 8).cuda()
anchor, positive, negative = (embed(torch.randn(4, 10, device="cuda")) for _ in range(3))
loss = nn.TripletMarginLoss(margin=1.0)(anchor, positive, negative)
loss.backward()
sim = nn.functional.cosine_similarity(anchor, positive)
assert sim.shape == (4,)
