import torch
n, heads = 5, 4
slopes = 2.0 ** -torch.arange(1, heads + 1, device="cuda")
dist = torch.arange(n, device="cuda")[None, :] - torch.arange(n, device="cuda")[:, None]
s = torch.randn(heads, n, n, device="cuda") + slopes[:, None, None] * dist
