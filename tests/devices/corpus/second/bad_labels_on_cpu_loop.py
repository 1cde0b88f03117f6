import torch
from torch import nn
device = "cuda"
net = nn.Linear(6, 3).to(device)
crit = nn.CrossEntropyLoss()
for x, y in [(torch.randn(4, 6), torch.randint(0, 3, (4,)))]:
    out = net(x.to(device))
    loss = crit(out, y)
    loss.backward()
