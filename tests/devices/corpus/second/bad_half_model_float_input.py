import torch
net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU()).half().cuda()
net(torch.randn(2, 4, device="cuda"))
