import torch
a = torch.rand(2, 3, device="cuda", requires_grad=True)
b = a.detach()
c = a.clone().detach().requires_grad_(True)
assert c.requires_grad and not b.requires_grad
assert c.is_cuda
