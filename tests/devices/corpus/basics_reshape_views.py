import torch
x = torch.arange(24, device="cuda").reshape(2, 3, 4)
v = x.flatten(1)
w = v.t().contiguous()
v[0, 0] = 99
assert x[0, 0, 0] == 99
