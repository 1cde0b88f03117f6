import torch
x = torch.randn(4, 4, device="cuda")
with torch.autocast("cuda", dtype=torch.bfloat16):
    y = x @ x
    with torch.autocast("cuda", enabled=False):
        z = y.float() @ x
assert y.dtype == torch.bfloat16 and z.dtype == torch.float32
