import torch
grid = (torch.rand(8, 8, device="cuda") > 0.6).float()
kernel = torch.ones(1, 1, 3, 3, device="cuda")
kernel[0, 0, 1, 1] = 0
for _ in range(4):
    n = torch.nn.functional.conv2d(grid[None, None], kernel, padding=1)[0, 0]
    grid = ((n == 3) | ((n == 2) & (grid == 1))).float()
