import torch
rank = 0
device = torch.device(f"cuda:{rank}")
torch.cuda.set_device(device)
x = torch.ones(2).to(rank)
y = torch.ones(2, device=rank)
assert x.device == device and y.device.index == rank and str(x.device) == "cuda:0"
assert torch.device("cuda", 0) == torch.device("cuda:0") and device.type == "cuda"
print(repr(device), x)
