import torch
t = torch.zeros(3, device="cuda")
t.unsqueeze_(0)
assert t.shape == (1, 3)
u = torch.ones(2, 3, device="cuda").t_()
assert u.shape == (3, 2)
