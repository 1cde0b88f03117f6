import torch
with torch.autocast("cuda", dtype=torch.bfloat16):
    flag = torch.is_autocast_enabled("cuda")
    kind = torch.get_autocast_dtype("cuda")
assert flag and kind == torch.bfloat16
assert not torch.is_autocast_enabled("cuda")
out = torch.zeros(2, device="cuda")
