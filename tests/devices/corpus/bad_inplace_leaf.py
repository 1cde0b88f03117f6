import torch
w = torch.zeros(3, device="cuda", requires_grad=True)
w += 1
