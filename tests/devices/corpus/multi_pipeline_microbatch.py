import torch
from torch import nn
front = nn.Sequential(nn.Linear(5, 7), nn.ReLU()).to("cuda:0")
back = nn.Linear(7, 3).to("cuda:1")
x = torch.randn(12, 5)
outs = []
for chunk in x.split(4):
    outs.append(back(front(chunk.to("cuda:0")).to("cuda:1")))
y = torch.cat(outs)
