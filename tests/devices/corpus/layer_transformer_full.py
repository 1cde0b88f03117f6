import torch
model = torch.nn.Transformer(d_model=16, nhead=2, num_encoder_layers=1, num_decoder_layers=1, dim_feedforward=32, batch_first=True).to("cuda")
src, tgt = torch.randn(3, 6, 16, device="cuda"), torch.randn(3, 4, 16, device="cuda")
mask = torch.nn.Transformer.generate_square_subsequent_mask(4, device="cuda")
out = model(src, tgt, tgt_mask=mask)
