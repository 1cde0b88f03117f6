import torch
from torch import nn
mha = nn.MultiheadAttention(16, 4, batch_first=True, device="cuda")
x = torch.randn(2, 5, 16, device="cuda")
lengths = torch.tensor([5, 3], device="cuda")
pad = torch.arange(5, device="cuda")[None, :] >= lengths[:, None]
out, w = mha(x, x, x, key_padding_mask=pad)
assert (w[1, :, 3:] == 0).all()
