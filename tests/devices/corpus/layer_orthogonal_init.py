import torch
q = torch.empty(4, 4, device="cuda")
torch.nn.init.orthogonal_(q)
assert torch.allclose(q @ q.T, torch.eye(4, device="cuda"), atol=1e-4)
