import random
from collections import deque, namedtuple
import torch
from torch import nn
device = torch.device("cuda")
Transition = namedtuple("Transition", ("state", "action", "next_state", "reward"))
memory = deque([], maxlen=100)
for i in range(10):
    memory.append(Transition(torch.randn(1, 4, device=device), torch.tensor([[i % 2]], device=device),
                             None if i % 3 == 0 else torch.randn(1, 4, device=device), torch.tensor([1.0], device=device)))
policy, target = nn.Linear(4, 2).to(device), nn.Linear(4, 2).to(device)
target.load_state_dict(policy.state_dict())
batch = Transition(*zip(*random.sample(list(memory), 4)))
non_final_mask = torch.tensor(tuple(s is not None for s in batch.next_state), device=device, dtype=torch.bool)
nexts = [s for s in batch.next_state if s is not None]
q = policy(torch.cat(batch.state)).gather(1, torch.cat(batch.action))
v = torch.zeros(4, device=device)
if nexts:
    with torch.no_grad():
        v[non_final_mask] = target(torch.cat(nexts)).max(1).values
expected = v * 0.99 + torch.cat(batch.reward)
loss = nn.SmoothL1Loss()(q, expected.unsqueeze(1))
loss.backward()
torch.nn.utils.clip_grad_value_(policy.parameters(), 100)
