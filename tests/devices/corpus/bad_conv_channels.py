import torch
conv = torch.nn.Conv2d(1, 4, 3).cuda()
y = conv(torch.randn(1, 3, 8, 8, device="cuda"))
