import torch
device = torch.device("cuda")
w = torch.randn(3, device=device)
x = torch.randn(3)
x.to(device)
print(w * x)
