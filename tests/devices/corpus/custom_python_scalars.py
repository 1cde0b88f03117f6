import torch
m = torch.tensor(3, device="cuda")
xs = list(range(10))[: int(m)]
assert len(xs) == 3 and float(m) == 3.0
if m > 2:
    k = torch.zeros(1, device="cuda")
assert xs[m - 1] == 2
