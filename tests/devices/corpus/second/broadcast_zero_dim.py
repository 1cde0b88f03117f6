import torch
x = torch.arange(3.0, device="cuda")
y = x * torch.tensor(2.0) + torch.tensor(1)
eta = torch.tensor(0.1)
z = x - eta * x.mean()
n = torch.tensor(5)
x += n
assert x.device.type == "cuda" and torch.clamp(x, min=torch.tensor(6.0).item()).is_cuda
assert x[torch.tensor([0, 2])].tolist() == [5.0, 7.0]
