import torch
theta = torch.tensor(0.3, device="cuda")
J = torch.tensor([[0.0, -1.0], [1.0, 0.0]], device="cuda")
R = torch.linalg.matrix_exp(theta * J)
assert torch.allclose(R.T @ R, torch.eye(2, device="cuda"), atol=1e-5)
