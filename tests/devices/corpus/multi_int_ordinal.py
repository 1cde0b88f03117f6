import torch
x = torch.eye(3).cuda(1)
y = torch.eye(3).to(0)
assert x.get_device() == 1 and y.get_device() == 0
z = x.to("cuda:0") + y
