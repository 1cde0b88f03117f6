import torch
rows = [torch.ones(3, device="cuda"), torch.ones(3)]
m = torch.stack(rows)
