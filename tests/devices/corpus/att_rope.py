import torch
def rope(x, base=10000.0):
    _, n, _, d = x.shape
    freq = base ** (-torch.arange(0, d, 2, device=x.device) / d)
    angle = torch.outer(torch.arange(n, device=x.device), freq)
    c, s = angle.cos()[None, :, None], angle.sin()[None, :, None]
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * c - b * s, a * s + b * c), dim=-1).flatten(-2)
q = rope(torch.randn(1, 6, 2, 8, device="cuda"))
