import torch
from torch import nn
experts = nn.ModuleList(nn.Linear(4, 4) for _ in range(3)).cuda()
gate = nn.Linear(4, 3).cuda()
x = torch.randn(6, 4, device="cuda")
weight, choice = gate(x).softmax(-1).topk(2, dim=-1)
y = torch.zeros_like(x)
for e, expert in enumerate(experts):
    rows, slot = torch.where(choice == e)
    if rows.numel():
        y[rows] += weight[rows, slot].unsqueeze(1) * expert(x[rows])
