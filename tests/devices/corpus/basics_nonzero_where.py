import torch
m = torch.tensor([[0, 1, 0], [2, 0, 3]]).cuda()
rows, cols = torch.nonzero(m, as_tuple=True)
z = torch.where(m > 0, m, -torch.ones_like(m))
assert z.min().item() == -1
