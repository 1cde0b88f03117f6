import torch
torch.set_default_device("cuda")
model = torch.nn.Linear(5, 2)
x = torch.randn(4, 5)
y = model(x)
assert y.is_cuda and torch.get_default_device().type == "cuda"
torch.set_default_device("cpu")
assert torch.zeros(1).device.type == "cpu"
