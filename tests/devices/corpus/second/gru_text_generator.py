import torch
from torch import nn
device = torch.device("cuda")
class RNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(10, 8)
        self.gru = nn.GRU(8, 16, num_layers=2, batch_first=True, dropout=0.1)
        self.fc = nn.Linear(16, 10)
    def forward(self, x, h):
        out, h = self.gru(self.embed(x), h)
        return self.fc(out), h
    def init_hidden(self, b):
        return torch.zeros(2, b, 16, device=device)
net = RNN().to(device)
h = net.init_hidden(4)
crit = nn.CrossEntropyLoss()
opt = torch.optim.RMSprop(net.parameters())
for _ in range(2):
    x, y = torch.randint(0, 10, (4, 6), device=device), torch.randint(0, 10, (4, 6), device=device)
    h = h.detach()
    logits, h = net(x, h)
    loss = crit(logits.transpose(1, 2), y)
    opt.zero_grad(); loss.backward(); opt.step()
net.eval()
token, h, text = torch.tensor([[1]], device=device), net.init_hidden(1), []
for _ in range(4):
    out, h = net(token, h)
    token = out[:, -1].softmax(-1).multinomial(1)
    text.append(int(token))
print(text)
