import torch
from torch import nn
layer = nn.TransformerDecoderLayer(8, 2, batch_first=True).cuda()
decoder = nn.TransformerDecoder(layer, num_layers=2).cuda()
memory = torch.rand(2, 6, 8).cuda()
tgt = torch.rand(2, 4, 8).cuda()
mask = nn.Transformer.generate_square_subsequent_mask(4, device="cuda")
out = decoder(tgt, memory, tgt_mask=mask, tgt_is_causal=True)
