import torch
q = torch.randn(2, 5, 8, device="cuda")
k = torch.randn(2, 6, 8, device="cuda")
scores = q @ k / 8**0.5
