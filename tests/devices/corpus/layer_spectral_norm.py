import torch
from torch.nn.utils.parametrizations import spectral_norm
lin = spectral_norm(torch.nn.Linear(4, 3)).to("cuda")
y = lin(torch.randn(2, 4, device="cuda"))
