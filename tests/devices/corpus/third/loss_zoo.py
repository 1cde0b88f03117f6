import torch
from torch import nn

device = "cuda" 
a, p, n = (torch.randn(8, 32, device=device, requires_grad=True) for _ in range(3))
t = nn.TripletMarginLoss(margin=1.0)(a, p, n)
c = nn.CosineEmbeddingLoss()(a, p, torch.ones(8, device=device))
m = nn.MultiLabelSoftMarginLoss()(a, (torch.rand(8, 32, device=device) > 0.5).float())
h = nn.HuberLoss(delta=0.5)(a, p)
g = nn.GaussianNLLLoss()(a, p, torch.ones(8, 32, device=device))
k = nn.KLDivLoss(reduction="batchmean")(a.log_softmax(-1), p.softmax(-1))
total = t + c + m + h + g + k
total.backward()
grad = a.grad
