import torch
from torch import nn

model = nn.Linear(5, 3).cuda()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
x, y = torch.randn(10, 5, device="cuda"), torch.randint(3, (10,), device="cuda")
criterion = nn.CrossEntropyLoss()
for _ in range(2):
    criterion(model(x), y).backward()
    norm = torch.norm(torch.stack([p.grad.norm(2) for p in model.parameters()]), 2)
    eps = []
    with torch.no_grad():
        for p in model.parameters():
            e = p.grad * (0.05 / (norm + 1e-12))
            p.add_(e)
            eps.append(e)
    opt.zero_grad()
    criterion(model(x), y).backward()
    with torch.no_grad():
        for p, e in zip(model.parameters(), eps):
            p.sub_(e)
    opt.step()
    opt.zero_grad()
w = model.weight
