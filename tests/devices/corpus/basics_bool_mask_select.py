import torch
x = torch.tensor([-1.0, 4.0, 0.5, -2.0, 7.0], device="cuda")
mask = x > 0
pos = x[mask]
print(pos.tolist(), int(mask.sum()))
