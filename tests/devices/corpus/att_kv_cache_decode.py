import torch
import torch.nn.functional as F
keys = values = torch.empty(1, 2, 0, 4, device="cuda")
for step in range(6):
    q, k, v = (torch.randn(1, 2, 1, 4, device="cuda") for _ in range(3))
    keys, values = torch.cat([keys, k], dim=2), torch.cat([values, v], dim=2)
    out = F.scaled_dot_product_attention(q, keys, values)
