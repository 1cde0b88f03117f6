import torch
scale = torch.tensor(3.0)
x = torch.ones(5).cuda()
y = x * scale + 1
print(y)
