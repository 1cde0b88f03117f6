import torch
x0 = torch.randn(2, 3, 4, 4, device="cuda")
abar = torch.rand(2, device="cuda")
x = abar.sqrt() * x0
