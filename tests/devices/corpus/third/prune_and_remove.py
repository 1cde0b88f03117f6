import torch
from torch import nn
from torch.nn.utils import prune

layer = nn.Linear(10, 6).to("cuda")
prune.l1_unstructured(layer, "weight", amount=0.3)
y = layer(torch.randn(4, 10, device="cuda"))
zeros = int((layer.weight == 0).sum())
prune.remove(layer, "weight")
w = layer.weight
print(f"sparsity {zeros / layer.weight.nelement():.2f}")
