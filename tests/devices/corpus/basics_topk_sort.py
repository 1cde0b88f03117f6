import torch
scores = torch.randn(4, 9).to("cuda")
vals, idx = scores.topk(3, dim=-1)
order = scores.argsort(dim=1, descending=True)
assert torch.equal(order[:, :3], idx)
