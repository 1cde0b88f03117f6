import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel
device = "cuda" if torch.cuda.is_available() else "cuda:0"
q, k, v = (torch.rand(2, 4, 7, 8, dtype=torch.float16, device=device) for _ in range(3))
with sdpa_kernel(SDPBackend.MATH):
    y = F.scaled_dot_product_attention(q, k, v, dropout_p=0.1, is_causal=True)
print(y.shape, y.dtype, y.device)
