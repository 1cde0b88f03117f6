import torch
B = torch.randn(8, 8, device="cuda", dtype=torch.float64)
A = B @ B.T + 8 * torch.eye(8, device="cuda", dtype=torch.float64)
b = torch.ones(8, device="cuda", dtype=torch.float64)
x = torch.zeros_like(b)
r = b - A @ x
p = r.clone()
while r.norm() > 1e-8:
    Ap = A @ p
    alpha = (r @ r) / (p @ Ap)
    x = x + alpha * p
    new = r - alpha * Ap
    p = new + (new @ new) / (r @ r) * p
    r = new
assert torch.allclose(A @ x, b)
