import torch
class Shift(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.offset = torch.ones(4)
        self.lin = torch.nn.Linear(4, 4)
    def forward(self, x):
        return self.lin(x) + self.offset
out = Shift().cuda()(torch.zeros(2, 4, device="cuda"))
