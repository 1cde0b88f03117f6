import torch

values = torch.randn(100, 4, device="cuda")
group = torch.randint(0, 7, (100,), device="cuda")
sums = torch.zeros(7, 4, device="cuda").index_add_(0, group, values)
most = torch.full((7, 4), float("-inf"), device="cuda").scatter_reduce(0, group[:, None].expand(-1, 4), values, reduce="amax")
count = torch.zeros(7, device="cuda").scatter_add_(0, group, torch.ones(100, device="cuda"))
mean = sums / count.clamp(min=1)[:, None]
centred = values - mean[group]
