import torch
data = torch.arange(10)
ix = torch.randint(0, 10, (3,), device="cuda")
print(data[ix])
