import torch
img = torch.randn(2, 3, 8, 8, device="cuda")
patches = torch.nn.functional.unfold(img, kernel_size=4, stride=4).transpose(1, 2)
