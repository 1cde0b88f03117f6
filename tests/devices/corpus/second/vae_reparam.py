import torch
import torch.nn.functional as F
mu = torch.zeros(4, 2, device="cuda", requires_grad=True)
logvar = torch.zeros(4, 2, device="cuda", requires_grad=True)
std = torch.exp(0.5 * logvar)
eps = torch.randn_like(std)
z = mu + eps * std
recon = torch.sigmoid(z @ torch.randn(2, 6, device="cuda"))
bce = F.binary_cross_entropy(recon, torch.rand(4, 6, device="cuda"), reduction="sum")
kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
(bce + kld).backward()
