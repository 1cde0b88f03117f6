import torch
a = torch.randn(2, 2, device="cuda")
out = torch.empty(2, 2)
torch.mm(a, a, out=out)
