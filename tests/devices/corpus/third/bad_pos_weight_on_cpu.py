import torch
from torch import nn

loss_fn = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.0, 3.0, 1.0]))
logits = torch.randn(5, 3, device="cuda")
loss = loss_fn(logits, torch.ones(5, 3, device="cuda"))
