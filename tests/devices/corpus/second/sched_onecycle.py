import torch
net = torch.nn.Linear(2, 1).cuda()
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
sched = torch.optim.lr_scheduler.OneCycleLR(opt, max_lr=0.5, total_steps=5)
lrs = []
for _ in range(5):
    opt.zero_grad()
    net(torch.randn(3, 2).cuda()).pow(2).mean().backward()
    opt.step()
    lrs.append(sched.get_last_lr()[0])
    sched.step()
lrs = torch.tensor(lrs)
