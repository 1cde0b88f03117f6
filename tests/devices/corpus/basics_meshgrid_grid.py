import torch
xs = torch.linspace(-1, 1, 6, device="cuda")
ys = torch.linspace(-1, 1, 4, device="cuda")
gx, gy = torch.meshgrid(xs, ys, indexing="ij")
grid = torch.stack((gx, gy), dim=-1)
