import torch
from torch import nn
net = nn.Linear(4, 2, device="cuda")
opt = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.1)
steps = 4
for i in range(8):
    loss = net(torch.randn(3, 4, device="cuda")).square().mean() / steps
    loss.backward()
    g = net.weight.grad.clone()
    if (i + 1) % steps == 0:
        opt.step()
        opt.zero_grad()
assert net.weight.grad is None
