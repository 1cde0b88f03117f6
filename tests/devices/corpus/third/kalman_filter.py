import torch

dt = 0.1
kw = dict(dtype=torch.float64, device="cuda")
A = torch.tensor([[1, dt], [0, 1]], **kw)
H = torch.tensor([[1.0, 0.0]], **kw)
Q, R = 0.01 * torch.eye(2, **kw), torch.tensor([[0.5]], **kw)
x, P = torch.zeros(2, 1, **kw), torch.eye(2, **kw)
track = torch.empty(20, 2, **kw)
for i, z in enumerate(torch.linspace(0, 2, 20, **kw)):
    x, P = A @ x, A @ P @ A.T + Q
    S = H @ P @ H.T + R
    K = P @ H.T @ torch.linalg.inv(S)
    x = x + K @ (z.view(1, 1) - H @ x)
    P = (torch.eye(2, **kw) - K @ H) @ P
    track[i] = x.squeeze()
ok = torch.linalg.eigvalsh(P)
