import torch
from torch.func import jacrev, vmap
W = torch.randn(2, 3, device="cuda")
J = vmap(jacrev(lambda x: torch.sin(W @ x)))(torch.randn(6, 3, device="cuda"))
assert J.device.type == "cuda"
