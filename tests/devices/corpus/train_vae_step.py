import torch
from torch import nn
class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Linear(20, 8)
        self.mu, self.logvar = nn.Linear(8, 3), nn.Linear(8, 3)
        self.dec = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 20), nn.Sigmoid())
    def forward(self, x):
        h = torch.relu(self.enc(x))
        mu, logvar = self.mu(h), self.logvar(h)
        z = mu + torch.randn_like(mu) * (0.5 * logvar).exp()
        return self.dec(z), mu, logvar
vae = VAE().to("cuda")
x = torch.rand(10, 20, device="cuda")
recon, mu, logvar = vae(x)
kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum()
loss = nn.functional.binary_cross_entropy(recon, x, reduction="sum") + kl
loss.backward()
