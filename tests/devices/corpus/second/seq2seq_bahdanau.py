import torch
from torch import nn
import torch.nn.functional as F
class BahdanauAttention(nn.Module):
    def __init__(self, h):
        super().__init__()
        self.Wa, self.Ua, self.Va = nn.Linear(h, h), nn.Linear(h, h), nn.Linear(h, 1)
    def forward(self, query, keys):
        scores = self.Va(torch.tanh(self.Wa(query) + self.Ua(keys)))
        weights = F.softmax(scores.squeeze(2).unsqueeze(1), dim=-1)
        return torch.bmm(weights, keys), weights
att = BahdanauAttention(8).to("cuda")
ctx, w = att(torch.randn(2, 1, 8, device="cuda"), torch.randn(2, 5, 8, device="cuda"))
use_teacher = torch.rand(1, device="cuda").item() < 2
tokens = torch.empty(2, 1, dtype=torch.long, device="cuda").fill_(0)
_, topi = torch.randn(2, 1, 9, device="cuda").topk(1)
tokens = topi.squeeze(-1).detach()
