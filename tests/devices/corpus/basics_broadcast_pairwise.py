import torch
X = torch.rand(30, 3, device="cuda")
Y = torch.rand(40, 3, device="cuda")
D = (X[:, None, :] - Y[None, :, :]).pow(2).sum(-1).sqrt()
assert torch.allclose(D, torch.cdist(X, Y), atol=1e-3)
