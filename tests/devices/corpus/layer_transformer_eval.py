import torch
layer = torch.nn.TransformerEncoderLayer(16, 2, batch_first=True).cuda().eval()
with torch.no_grad():
    out = layer(torch.randn(1, 5, 16, device="cuda"))
