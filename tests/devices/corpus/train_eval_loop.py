import torch
from torch import nn
model = nn.Sequential(nn.Flatten(), nn.Linear(16, 4)).cuda()
def evaluate(batches):
    model.eval()
    hits, count = 0, 0
    with torch.no_grad():
        for x, y in batches:
            x, y = x.cuda(), y.cuda()
            hits += model(x).argmax(dim=1).eq(y).sum().item()
            count += y.size(0)
    return hits / count
acc = evaluate([(torch.randn(3, 4, 4), torch.randint(4, (3,))) for _ in range(2)])
total = torch.tensor(acc, device="cuda")
assert 0.0 <= acc <= 1.0
