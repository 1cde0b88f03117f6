import torch
from torch.func import jacrev
W = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], device="cuda")
J = jacrev(lambda x: W @ x)(torch.ones(2, device="cuda"))
assert torch.equal(J, W)
