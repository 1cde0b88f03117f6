import torch
from torch import nn
net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1)).to("cuda")
opt = torch.optim.SGD(net.parameters(), lr=0.01)
scaler = torch.amp.GradScaler("cuda")
x, y = torch.randn(16, 4).cuda(), torch.randn(16, 1).cuda()
for _ in range(3):
    opt.zero_grad()
    with torch.amp.autocast("cuda", dtype=torch.float16):
        out = net(x)
        loss = nn.functional.mse_loss(out, y)
    scaler.scale(loss).backward()
    scaler.step(opt)
    scaler.update()
print("scale", scaler.get_scale())
