import torch
a, b = torch.randn(2, 3).cuda(), torch.randn(2, 4).cuda()
c = a + b
