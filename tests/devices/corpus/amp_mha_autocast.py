import torch
mha = torch.nn.MultiheadAttention(16, 4, batch_first=True).cuda()
x = torch.randn(2, 5, 16, device="cuda")
with torch.autocast("cuda", dtype=torch.float16):
    out, weights = mha(x, x, x)
assert out.dtype == torch.float16
assert weights.shape == (2, 5, 5)
