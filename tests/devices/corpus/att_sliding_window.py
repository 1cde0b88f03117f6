import torch
n, w = 8, 3
i = torch.arange(n, device="cuda")
mask = (i[:, None] - i[None, :]).abs() < w
q = torch.randn(1, 1, n, 4, device="cuda")
out = torch.nn.functional.scaled_dot_product_attention(q, q, q, attn_mask=mask)
