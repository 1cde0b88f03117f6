import torch
import torch.nn.functional as F
img = torch.rand(1, 1, 5, 5, device="cuda")
theta = torch.eye(2, 3, device="cuda").unsqueeze(0)
y = F.grid_sample(img, F.affine_grid(theta, (1, 1, 5, 5), align_corners=False), align_corners=False)
