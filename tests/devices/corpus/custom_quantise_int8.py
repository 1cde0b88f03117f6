import torch
w = torch.randn(4, 4, device="cuda")
scale = w.abs().max() / 127
q = torch.clamp((w / scale).round(), -128, 127).to(torch.int8)
err = (q.float() * scale - w).abs().max()
assert err <= scale
