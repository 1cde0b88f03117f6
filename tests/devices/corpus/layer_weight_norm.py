import torch
from torch.nn.utils.parametrizations import weight_norm
lin = weight_norm(torch.nn.Linear(5, 4)).cuda()
y = lin(torch.randn(3, 5, device="cuda"))
y.sum().backward()
