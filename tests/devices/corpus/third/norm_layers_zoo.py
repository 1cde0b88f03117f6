import torch
from torch import nn

x = torch.randn(4, 12, 8, 8).to("cuda", non_blocking=True)
layers = nn.ModuleList([nn.GroupNorm(3, 12), nn.InstanceNorm2d(12, affine=True), nn.LocalResponseNorm(2), nn.BatchNorm2d(12)])
layers = layers.to("cuda")
outs = torch.stack([layer(x) for layer in layers])
b = nn.Bilinear(5, 6, 7).cuda()(torch.randn(3, 5).cuda(), torch.randn(3, 6).cuda())
pooled = nn.AdaptiveMaxPool2d((2, 3)).cuda()(x)
up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)(x)
