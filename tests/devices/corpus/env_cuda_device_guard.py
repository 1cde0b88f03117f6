import torch
with torch.cuda.device(0):
    x = torch.zeros(2, device="cuda")
assert x.device.index == 0
