import torch
import torch.nn.functional as F
q = torch.randn(2, 8, 5, 4, device="cuda", dtype=torch.bfloat16)
k = torch.randn(2, 2, 5, 4, device="cuda", dtype=torch.bfloat16)
v = torch.randn_like(k)
out = F.scaled_dot_product_attention(q, k, v, enable_gqa=True)
