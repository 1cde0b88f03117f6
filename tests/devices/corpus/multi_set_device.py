import torch
torch.cuda.set_device("cuda:1")
x = torch.zeros(2, device="cuda")
assert x.device.index == 1
torch.cuda.set_device(0)
