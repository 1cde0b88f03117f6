import torch
a = torch.zeros(2, device="cuda", dtype=torch.float16)
b = torch.ones(3).to(a)
assert b.dtype is torch.float16
assert b.device == a.device
