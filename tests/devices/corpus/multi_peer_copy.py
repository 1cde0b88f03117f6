import torch
src = torch.randn(4, 4, device="cuda:0")
dst = torch.empty(4, 4, device="cuda:1")
dst.copy_(src)
assert torch.allclose(dst.cpu(), src.cpu())
