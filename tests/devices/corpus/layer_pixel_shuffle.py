import torch
import torch.nn.functional as F
x = torch.randn(1, 8, 4, 4, device="cuda")
y = F.pixel_shuffle(x, 2)
z = F.interpolate(y, scale_factor=0.5, mode="bilinear", align_corners=False)
assert z.shape == (1, 2, 4, 4)
