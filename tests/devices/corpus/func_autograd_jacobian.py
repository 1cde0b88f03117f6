import torch
A = torch.randn(2, 3, device="cuda")
J = torch.autograd.functional.jacobian(lambda x: A @ x, torch.zeros(3, device="cuda"))
assert torch.equal(J, A)
