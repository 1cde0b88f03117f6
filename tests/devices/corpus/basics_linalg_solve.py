import torch
torch.manual_seed(3)
M = torch.randn(6, 6, device="cuda", dtype=torch.float64)
b = torch.randn(6, 2, device="cuda", dtype=torch.float64)
x = torch.linalg.solve(M, b)
print((M @ x - b).norm())
assert torch.allclose(M @ x, b)
