import torch
conv = torch.nn.Conv2d(3, 4, 3).cuda().half()
conv(torch.randn(1, 3, 8, 8).cuda())
