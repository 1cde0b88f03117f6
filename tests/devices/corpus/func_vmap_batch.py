import torch
from torch.func import vmap
a, b = torch.randn(10, 3, device="cuda"), torch.randn(10, 3, device="cuda")
out = vmap(torch.dot)(a, b)
assert torch.allclose(out, (a * b).sum(1), atol=1e-5)
