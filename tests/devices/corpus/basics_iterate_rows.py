import torch
batch = torch.randn(4, 16, device="cuda")
norms = torch.stack([row.norm() for row in batch])
for k, row in enumerate(batch):
    assert torch.isclose(norms[k], row.norm())
assert len(batch) == 4
