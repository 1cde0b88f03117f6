import torch
net = torch.nn.Linear(4, 4).cuda().half()
y = net(torch.randn(2, 4, device="cuda"))
