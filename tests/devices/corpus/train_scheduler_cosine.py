import torch
lin = torch.nn.Linear(3, 3).to("cuda")
opt = torch.optim.SGD(lin.parameters(), lr=0.2)
sched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=5)
lrs = []
for _ in range(5):
    lin(torch.ones(1, 3, device="cuda")).sum().backward()
    opt.step(); opt.zero_grad(); sched.step()
    lrs.append(sched.get_last_lr()[0])
w = lin.weight
assert lrs[-1] < lrs[0]
