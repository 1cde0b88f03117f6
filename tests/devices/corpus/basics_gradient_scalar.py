import torch
w = torch.tensor([1.0, -2.0, 0.5], device="cuda", requires_grad=True)
loss = (w ** 2).sum()
loss.backward()
g = w.grad
assert torch.equal(g, 2 * w.detach())
assert g.is_cuda
