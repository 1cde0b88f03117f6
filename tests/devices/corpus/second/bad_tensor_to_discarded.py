import torch
w = torch.randn(3, 3, device="cuda")
x = torch.randn(2, 3)
x.to("cuda")
y = x @ w
