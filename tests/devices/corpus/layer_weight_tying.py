import torch
from torch import nn
class LM(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(30, 8)
        self.out = nn.Linear(8, 30, bias=False)
        self.out.weight = self.emb.weight
    def forward(self, t):
        return self.out(self.emb(t))
lm = LM().cuda()
assert lm.out.weight is lm.emb.weight
logits = lm(torch.randint(0, 30, (2, 5), device="cuda"))
logits.sum().backward()
