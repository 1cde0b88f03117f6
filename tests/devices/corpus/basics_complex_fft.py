import torch
signal = torch.randn(2, 64, device="cuda")
spec = torch.fft.rfft(signal)
back = torch.fft.irfft(spec, n=64)
assert spec.is_complex()
print((signal - back).abs().max())
