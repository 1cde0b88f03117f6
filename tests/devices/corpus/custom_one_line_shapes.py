import torch
X, W = torch.randn(2, 3, 4).cuda(), torch.randn(4, 5).cuda()
out = X @ W
assert tuple(out.shape) == (2, 3, 5), out.shape
