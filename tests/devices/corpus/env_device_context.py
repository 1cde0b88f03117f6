import torch
with torch.device("cuda"):
    x = torch.ones(3, 3)
    lin = torch.nn.Linear(3, 3)
y = lin(x)
assert y.is_cuda
z = torch.zeros(2)
assert z.device.type == "cpu"
