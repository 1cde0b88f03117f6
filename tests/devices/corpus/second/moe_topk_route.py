import torch
from torch import nn
class MoE(nn.Module):
    def __init__(self, d, n, k):
        super().__init__()
        self.gate, self.k = nn.Linear(d, n), k
        self.experts = nn.ModuleList(nn.Linear(d, d) for _ in range(n))
    def forward(self, x):
        w, idx = self.gate(x).softmax(-1).topk(self.k, -1)
        out = torch.zeros_like(x)
        for i, expert in enumerate(self.experts):
            token, slot = torch.where(idx == i)
            if token.numel():
                out.index_add_(0, token, w[token, slot, None] * expert(x[token]))
        return out
out = MoE(4, 3, 2).cuda()(torch.randn(6, 4).cuda())
