import torch
a = torch.zeros(2, device="cuda")
b = torch.zeros(2, device="gpu")
