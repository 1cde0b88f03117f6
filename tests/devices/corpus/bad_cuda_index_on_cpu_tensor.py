import torch
table = torch.randn(10, 3)
idx = torch.randint(0, 10, (4,), device="cuda")
rows = table[idx]
