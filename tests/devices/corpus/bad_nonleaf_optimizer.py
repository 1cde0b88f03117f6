import torch
w = torch.randn(3, requires_grad=True).cuda()
opt = torch.optim.SGD([w], lr=0.1)
