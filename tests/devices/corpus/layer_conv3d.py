import torch
y = torch.nn.Conv3d(2, 4, 3, padding=1).cuda()(torch.randn(1, 2, 4, 4, 4, device="cuda"))
