import torch
base = torch.zeros(3, 4, device="cuda")
a = torch.ones_like(base)
b = torch.rand_like(base) + torch.full_like(base, 2.5)
c = base.new_empty(2, 6).fill_(1.0)
assert a.is_cuda and b.is_cuda and c.is_cuda
