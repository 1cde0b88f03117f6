import torch
from torch import nn

model = nn.Linear(3, 1, device="cuda")
opt = torch.optim.AdamW(model.parameters(), lr=0.1, weight_decay=0.01)
sched = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(opt, T_0=4, T_mult=2)
rates = []
for step in range(12):
    opt.zero_grad(set_to_none=True)
    model(torch.randn(5, 3, device="cuda")).square().mean().backward()
    opt.step()
    sched.step()
    rates.append(sched.get_last_lr()[0])
rates = torch.tensor(rates)
