import torch
torch.set_default_device("cuda")
x = torch.linspace(0, 1, 5)
net = torch.nn.Linear(5, 1)
print(net(x), x.device, torch.get_default_device())
torch.set_default_device("cpu")
assert torch.zeros(1).device.type == "cpu"
