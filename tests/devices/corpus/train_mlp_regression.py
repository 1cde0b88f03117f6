import torch
from torch import nn
torch.manual_seed(0)
x = torch.linspace(-3, 3, 64).unsqueeze(1).cuda()
y = torch.sin(x)
model = nn.Sequential(nn.Linear(1, 32), nn.Tanh(), nn.Linear(32, 1)).cuda()
opt = torch.optim.Adam(model.parameters(), lr=1e-2)
for step in range(60):
    pred = model(x)
    loss = nn.functional.mse_loss(pred, y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    if step % 20 == 0:
        print(step, loss.item())
assert loss.item() < 0.6
