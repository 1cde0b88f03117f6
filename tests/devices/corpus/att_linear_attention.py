import torch
q, k = torch.rand(2, 6, 4, device="cuda"), torch.rand(2, 6, 4, device="cuda")
v = torch.rand(2, 6, 5, device="cuda")
kv = torch.einsum("bnd,bne->bde", k, v)
z = 1 / (torch.einsum("bnd,bd->bn", q, k.sum(1)) + 1e-6)
out = torch.einsum("bnd,bde,bn->bne", q, kv, z)
