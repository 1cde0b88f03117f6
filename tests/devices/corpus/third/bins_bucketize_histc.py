import torch

x = torch.randn(1000, device="cuda")
edges = torch.linspace(-3, 3, 13, device="cuda")
which = torch.bucketize(x, edges)
counts = torch.bincount(which, minlength=14)
hist = torch.histc(x, bins=12, min=-3, max=3)
cdf = torch.cumsum(counts.float() / counts.sum(), 0)
u = torch.rand(50, device="cuda")
drawn = torch.searchsorted(cdf, u)
q = torch.quantile(x, torch.tensor([0.1, 0.5, 0.9], device="cuda"))
