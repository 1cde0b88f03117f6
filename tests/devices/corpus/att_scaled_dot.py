import math
import torch
q, k, v = (torch.randn(2, 4, 8, device="cuda") for _ in range(3))
att = torch.softmax(q @ k.mT / math.sqrt(8), dim=-1)
out = att @ v
assert torch.allclose(out, torch.nn.functional.scaled_dot_product_attention(q, k, v), atol=1e-4)
