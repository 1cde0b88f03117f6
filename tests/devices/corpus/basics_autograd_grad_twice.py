import torch
x = torch.tensor(2.0, device="cuda", requires_grad=True)
y = x ** 4
(g,) = torch.autograd.grad(y, x, create_graph=True)
(h,) = torch.autograd.grad(g, x)
assert h.item() == 48.0
