import torch
w = torch.randn(5, 5)
h = w.to("cuda", torch.float16)
assert h.dtype == torch.float16 and h.is_cuda
d = h.to(dtype=torch.float64)
assert d.is_cuda and d.dtype == torch.float64
