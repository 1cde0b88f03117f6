import torch
x = torch.ones(2).cuda()
y = torch.ones(2, device="cuda:one")
