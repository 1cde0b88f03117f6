import torch
A = torch.randn(5, 5, device="cuda")
A = A @ A.T
v = torch.ones(5, device="cuda")
for _ in range(100):
    v = A @ v
    v = v / v.norm()
lam = v @ A @ v
assert lam.item() <= torch.linalg.eigvalsh(A)[-1].item() * 1.001
