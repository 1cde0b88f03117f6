import torch
net = torch.nn.Linear(3, 3).cuda()
opt = torch.optim.Adam(net.parameters(), lr=0.1, foreach=True)
net(torch.ones(2, 3, device="cuda")).sum().backward()
opt.step()
w = net.weight
