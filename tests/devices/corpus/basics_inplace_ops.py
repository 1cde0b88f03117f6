import torch
x = torch.zeros(6, device="cuda")
x += 2
x.mul_(3).sub_(1)
x[2] = 10
x[3:] = 0.5
assert x[2].item() == 10.0
assert x.sum().item() == 21.5
