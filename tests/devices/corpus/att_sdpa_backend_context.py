import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel
q = torch.randn(1, 2, 4, 8, device="cuda")
with sdpa_kernel(SDPBackend.MATH):
    out = F.scaled_dot_product_attention(q, q, q)
