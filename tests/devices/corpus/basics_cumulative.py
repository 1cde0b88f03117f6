import torch
c = torch.ones(3, 5, device="cuda").cumsum(dim=1)
best, where = c.max(dim=1)
assert best.tolist() == [5.0, 5.0, 5.0]
assert where.device.type == "cuda"
