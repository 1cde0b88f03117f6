import torch

w = torch.randn(3, requires_grad=True).cuda()
loss = (w ** 2).sum()
loss.backward()
print(w.grad.norm())
