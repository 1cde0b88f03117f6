import torch
xs = [torch.ones(2, device="cuda") * i for i in range(4)]
total = sum(xs)
assert total.tolist() == [6.0, 6.0]
