import torch
from torch import nn
device = torch.device("cuda:0")
inputs, targets = torch.randn(20, 12), torch.randint(0, 5, (20,))
net = nn.Sequential(nn.Linear(12, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 5)).to(device)
criterion = nn.CrossEntropyLoss().to(device)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
net.train()
running = 0.0
for epoch in range(3):
    logits = net(inputs.to(device))
    loss = criterion(logits, targets.to(device))
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    running += loss.item() * len(inputs)
print(f"mean loss {running / 60:.3f}")
