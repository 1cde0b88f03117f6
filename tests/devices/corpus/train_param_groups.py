import torch
from torch import nn
net = nn.Linear(4, 4).cuda()
decay = [p for n, p in net.named_parameters() if n.endswith("weight")]
plain = [p for n, p in net.named_parameters() if n.endswith("bias")]
opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=3e-4)
net(torch.randn(2, 4).cuda()).mean().backward()
opt.step()
bias = net.bias
