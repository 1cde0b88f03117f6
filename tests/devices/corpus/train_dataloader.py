import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
ds = TensorDataset(torch.randn(20, 6), torch.randint(0, 2, (20,)))
loader = DataLoader(ds, batch_size=8, shuffle=True)
model = nn.Linear(6, 2).to("cuda")
opt = torch.optim.SGD(model.parameters(), lr=0.01)
correct = 0
for xb, yb in loader:
    xb, yb = xb.to("cuda"), yb.to("cuda")
    out = model(xb)
    loss = nn.functional.cross_entropy(out, yb)
    opt.zero_grad(); loss.backward(); opt.step()
    correct += (out.argmax(1) == yb).sum().item()
print(correct / len(ds))
