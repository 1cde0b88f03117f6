import torch
x = torch.zeros(4, 3, device="cuda")
m = torch.tensor([True, False, True], device="cuda")
y = x[m]
