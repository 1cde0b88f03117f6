import torch
net = torch.nn.Linear(2, 1).cuda()
opt = torch.optim.SGD(net.parameters(), 0.1)
scaler = torch.amp.GradScaler("cuda")
scaler.scale(net(torch.ones(1, 2, device="cuda")).sum()).backward()
scaler.unscale_(opt)
scaler.unscale_(opt)
