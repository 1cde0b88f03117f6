import torch
net = torch.nn.Linear(3, 2).cuda()
x = torch.randn(4, 3)
y = net(x)
