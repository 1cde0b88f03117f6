import torch
from torch import nn
policy = nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 2), nn.Softmax(dim=-1)).to("cuda")
opt = torch.optim.Adam(policy.parameters(), lr=1e-2)
log_probs, rewards = [], []
for t in range(5):
    state = torch.randn(1, 4, device="cuda")
    probs = policy(state)
    dist = torch.distributions.Categorical(probs)
    action = dist.sample()
    log_probs.append(dist.log_prob(action))
    rewards.append(1.0 if action.item() == 0 else 0.0)
returns = torch.tensor(rewards, device="cuda").flip(0).cumsum(0).flip(0)
loss = -(torch.cat(log_probs) * (returns - returns.mean())).sum()
opt.zero_grad(); loss.backward(); opt.step()
