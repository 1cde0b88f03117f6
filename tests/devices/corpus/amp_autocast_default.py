import torch
a = torch.randn(3, 3, device="cuda")
with torch.autocast(device_type="cuda"):
    y = a @ a
    s = y.softmax(dim=-1)
assert y.dtype == torch.float16 and s.dtype == torch.float32
