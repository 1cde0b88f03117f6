import torch
net = torch.nn.Linear(3, 2).cuda()
opt = torch.optim.Adam(net.parameters())
scaler = torch.amp.GradScaler("cuda", init_scale=1024.0)
with torch.autocast("cuda"):
    loss = net(torch.randn(5, 3, device="cuda")).float().pow(2).mean()
scaler.scale(loss).backward()
scaler.unscale_(opt)
torch.nn.utils.clip_grad_norm_(net.parameters(), 0.5)
scaler.step(opt)
scaler.update()
w = net.weight
