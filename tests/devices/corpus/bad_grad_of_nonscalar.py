import torch
x = torch.ones(3, device="cuda", requires_grad=True)
(x * 2).backward()
