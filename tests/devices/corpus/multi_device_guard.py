import torch
with torch.cuda.device(1):
    a = torch.zeros(1, device="cuda")
b = torch.zeros(1, device="cuda:0")
assert a.device.index == 1 and b.device.index == 0
