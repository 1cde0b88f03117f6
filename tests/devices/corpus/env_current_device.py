import torch
idx = torch.cuda.current_device()
x = torch.zeros(1, device="cuda")
assert x.device.index == idx == 0
