import torch
a = torch.ones(3, device="cuda:0")
b = torch.ones(3, device="cuda:1")
c = a + b
