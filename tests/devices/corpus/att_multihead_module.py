import torch
mha = torch.nn.MultiheadAttention(embed_dim=12, num_heads=3, batch_first=True).to("cuda")
x = torch.randn(2, 5, 12, device="cuda")
out, w = mha(x, x, x, need_weights=True)
assert torch.allclose(w.sum(-1), torch.ones(2, 5, device="cuda"), atol=1e-5)
