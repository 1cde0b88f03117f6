import torch
import torch.nn.functional as F
a = F.normalize(torch.randn(6, 16, device="cuda", requires_grad=True), dim=-1)
b = F.normalize(torch.randn(6, 16, device="cuda"), dim=-1)
logits = a @ b.T / 0.07
labels = torch.arange(6, device="cuda")
loss = (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2
loss.backward()
