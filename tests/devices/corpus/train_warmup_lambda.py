import torch
x = torch.zeros(2, 2, device="cuda", requires_grad=True)
opt = torch.optim.Adam([x], lr=1.0)
warm = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1.0, (s + 1) / 10))
for _ in range(3):
    (x - 1).square().sum().backward()
    opt.step(); warm.step(); opt.zero_grad()
