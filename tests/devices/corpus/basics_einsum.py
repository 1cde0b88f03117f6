import torch
q = torch.randn(7, 3, 4, device="cuda")
k = torch.randn(7, 5, 4, device="cuda")
out = torch.einsum("bid,bjd->bij", q, k)
torch.testing.assert_close(out, q @ k.transpose(1, 2))
