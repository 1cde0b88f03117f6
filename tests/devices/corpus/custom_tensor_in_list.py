import torch
a = torch.tensor(1.0, device="cuda")
v = torch.tensor([a, 2 * a, 3 * a], device="cuda")
assert v.tolist() == [1.0, 2.0, 3.0]
