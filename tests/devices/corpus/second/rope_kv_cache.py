import torch
device, B, H, D, T = "cuda", 1, 2, 8, 4
inv = 1.0 / (10000 ** (torch.arange(0, D, 2, device=device).float() / D))
freqs = torch.outer(torch.arange(T, device=device), inv)
cis = torch.polar(torch.ones_like(freqs), freqs)
def rotate(x):
    xc = torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(xc * cis[: x.shape[-2]]).flatten(-2).type_as(x)
cache_k = torch.zeros(B, H, 16, D, device=device)
cache_v = torch.zeros_like(cache_k)
q = rotate(torch.randn(B, H, T, D, device=device))
cache_k[:, :, :T] = rotate(torch.randn(B, H, T, D, device=device))
cache_v[:, :, :T] = torch.randn(B, H, T, D, device=device)
att = (q @ cache_k[:, :, :T].mT) / D**0.5
att = att + torch.triu(torch.full((T, T), float("-inf"), device=device), 1)
y = att.softmax(-1) @ cache_v[:, :, :T]
