import torch
x = torch.randn(2, 5, 10, device="cuda")
q = x.view(2, 5, 4, 3).transpose(1, 2)
