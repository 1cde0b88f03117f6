import torch
import torch.distributions as D

w = torch.nn.Parameter(torch.zeros(4, device="cuda"))
mu = torch.nn.Parameter(torch.randn(4, 2, device="cuda"))
mix = D.MixtureSameFamily(D.Categorical(logits=w), D.Independent(D.Normal(mu, torch.ones_like(mu)), 1))
x = mix.sample((128,))
nll = -mix.log_prob(x).mean()
nll.backward()
kl = D.kl_divergence(D.Normal(mu, 1.0), D.Normal(torch.zeros_like(mu), 1.0)).sum(-1)
