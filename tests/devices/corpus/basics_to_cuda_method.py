import torch
x = torch.arange(8.0)
y = x.cuda() ** 2
z = y.cpu()
print(z.sum().item())
