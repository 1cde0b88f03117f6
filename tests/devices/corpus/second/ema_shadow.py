import copy
import torch
net = torch.nn.Linear(3, 2).cuda()
ema = copy.deepcopy(net).eval()
for q in ema.parameters():
    q.requires_grad_(False)
opt = torch.optim.AdamW(net.parameters(), 1e-2)
for _ in range(3):
    net(torch.randn(4, 3, device="cuda")).mean().backward()
    opt.step(); opt.zero_grad()
    with torch.no_grad():
        for p, q in zip(net.parameters(), ema.parameters()):
            q.lerp_(p, 0.01)
p = ema.weight
