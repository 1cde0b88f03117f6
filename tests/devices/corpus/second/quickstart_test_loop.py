import torch
from torch import nn
device = torch.device("cuda")
model = nn.Sequential(nn.Flatten(), nn.Linear(16, 4)).to(device)
data = [(torch.rand(8, 4, 4), torch.randint(0, 4, (8,))) for _ in range(3)]
model.eval()
test_loss, correct = 0, 0
with torch.no_grad():
    for X, y in data:
        X, y = X.to(device), y.to(device)
        pred = model(X)
        test_loss += nn.functional.cross_entropy(pred, y).item()
        correct += (pred.argmax(1) == y).type(torch.float).sum().item()
test_loss /= len(data)
correct /= 24
print(f"Accuracy: {(100 * correct):>0.1f}%, Avg loss: {test_loss:>8f}")
