import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR
w = torch.nn.Parameter(torch.randn(3, device="cuda"))
opt = torch.optim.AdamW([w], lr=1e-3, betas=(0.9, 0.95), fused=True)
sched = SequentialLR(opt, [LinearLR(opt, 0.1, total_iters=2), CosineAnnealingLR(opt, 4)], milestones=[2])
for _ in range(4):
    w.square().sum().backward()
    opt.step(); sched.step(); opt.zero_grad()
print(opt.param_groups[0]["lr"], opt.state[w]["exp_avg"].device)
