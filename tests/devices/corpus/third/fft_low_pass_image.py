import torch

img = torch.rand(3, 64, 64, device="cuda")
f = torch.fft.fftshift(torch.fft.fft2(img), dim=(-2, -1))
fy = torch.linspace(-1, 1, 64, device="cuda")
mask = (fy[:, None] ** 2 + fy[None, :] ** 2).sqrt() < 0.3
low = torch.fft.ifft2(torch.fft.ifftshift(f * mask, dim=(-2, -1))).real
power = f.abs().pow(2).mean(0)
half = torch.fft.rfft(img, dim=-1)
