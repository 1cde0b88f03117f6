import torch
x = torch.randn(3, device="cuda", requires_grad=True)
y = x.exp()
y += 1
y.sum().backward()
