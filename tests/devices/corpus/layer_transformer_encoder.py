import torch
from torch import nn
layer = nn.TransformerEncoderLayer(d_model=32, nhead=4, dim_feedforward=64, batch_first=True)
enc = nn.TransformerEncoder(layer, num_layers=2).cuda()
x = torch.randn(2, 7, 32, device="cuda")
pad = torch.zeros(2, 7, dtype=torch.bool, device="cuda")
pad[1, 5:] = True
out = enc(x, src_key_padding_mask=pad)
out.sum().backward()
