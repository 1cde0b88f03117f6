import torch
import torch.nn as nn
import torch.nn.functional as F
device = torch.device("cuda:0")
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)
    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))
net = Net()
net.to(device)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9)
running_loss = 0.0
for i in range(2):
    data = (torch.randn(4, 3, 32, 32), torch.randint(0, 10, (4,)))
    inputs, labels = data[0].to(device), data[1].to(device)
    optimizer.zero_grad()
    out = net(inputs)
    loss = criterion(out, labels)
    loss.backward()
    optimizer.step()
    running_loss += loss.item()
_, predicted = torch.max(out.data, 1)
correct = (predicted == labels).sum().item()
classes = tuple("abcdefghij")
print("Predicted: ", " ".join(f"{classes[predicted[j]]:5s}" for j in range(4)), correct, running_loss > 0)
