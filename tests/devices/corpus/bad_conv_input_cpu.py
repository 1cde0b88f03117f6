import torch
conv = torch.nn.Conv2d(3, 8, 3).cuda()
y = conv(torch.randn(1, 3, 16, 16))
