import torch
from torch import nn
backbone = nn.Sequential(nn.Linear(6, 10), nn.ReLU())
for p in backbone.parameters():
    p.requires_grad = False
head = nn.Linear(10, 3)
model = nn.Sequential(backbone, head).to("cuda")
opt = torch.optim.Adam(filter(lambda p: p.requires_grad, model.parameters()))
out = model(torch.randn(2, 6, device="cuda"))
out.sum().backward()
opt.step()
assert backbone[0].weight.grad is None and head.weight.grad.is_cuda
