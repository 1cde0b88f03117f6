import torch
mu = torch.zeros(2, device="cuda")
d = torch.distributions.Normal(mu, torch.ones(2, device="cuda"))
s = d.rsample((100,))
kl = torch.distributions.kl_divergence(d, torch.distributions.Normal(mu + 1, torch.ones_like(mu)))
assert torch.allclose(kl, torch.full((2,), 0.5, device="cuda"))
