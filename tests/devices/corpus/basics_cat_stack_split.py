import torch
parts = [torch.randn(3, 4, device="cuda") for _ in range(2)]
c = torch.cat(parts)
s = torch.stack(parts)
left, right = s.split(1, dim=0)
assert left.shape == right.shape == (1, 3, 4)
