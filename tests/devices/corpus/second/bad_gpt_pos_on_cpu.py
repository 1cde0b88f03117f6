import torch
from torch import nn
class LM(nn.Module):
    def __init__(self):
        super().__init__()
        self.tok, self.pos = nn.Embedding(20, 8), nn.Embedding(10, 8)
    def forward(self, idx):
        B, T = idx.shape
        return self.tok(idx) + self.pos(torch.arange(T))
m = LM().cuda()
m(torch.randint(0, 20, (2, 5)).cuda())
