import torch
scores = torch.randn(4, 4, device="cuda")
mask = torch.triu(torch.ones(4, 4), diagonal=1)
scores = scores + mask * -1e9
