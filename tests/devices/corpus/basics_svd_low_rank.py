import torch
X = torch.randn(20, 10, device="cuda")
U, S, Vh = torch.linalg.svd(X, full_matrices=False)
r = 4
approx = U[:, :r] @ torch.diag(S[:r]) @ Vh[:r]
err = (X - approx).norm() ** 2
assert torch.isclose(err, (S[r:] ** 2).sum(), rtol=1e-3)
