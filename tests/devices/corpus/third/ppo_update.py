import torch
from torch import nn
from torch.distributions import Categorical

device = torch.device("cuda" if True else "cpu")
actor = nn.Sequential(nn.Linear(4, 32), nn.Tanh(), nn.Linear(32, 2)).to(device)
critic = nn.Linear(4, 1).to(device)
opt = torch.optim.Adam([*actor.parameters(), *critic.parameters()], lr=3e-4, eps=1e-5)
obs = torch.randn(64, 4, device=device)
with torch.no_grad():
    dist = Categorical(logits=actor(obs))
    act = dist.sample()
    old = dist.log_prob(act)
    ret = torch.randn(64, device=device)
for idx in torch.randperm(64, device=device).split(16):
    dist = Categorical(logits=actor(obs[idx]))
    adv = ret[idx] - critic(obs[idx]).squeeze(-1).detach()
    adv = (adv - adv.mean()) / (adv.std() + 1e-8)
    ratio = (dist.log_prob(act[idx]) - old[idx]).exp()
    loss = -torch.min(ratio * adv, ratio.clamp(0.8, 1.2) * adv).mean() - 0.01 * dist.entropy().mean()
    loss = loss + 0.5 * (critic(obs[idx]).squeeze(-1) - ret[idx]).pow(2).mean()
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(actor.parameters(), 0.5)
    opt.step()
