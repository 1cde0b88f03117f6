import torch
torch.manual_seed(1)
X = torch.randn(60, 2, device="cuda")
centers = X[torch.randperm(60, device="cuda")[:3]].clone()
for _ in range(5):
    label = torch.cdist(X, centers).argmin(1)
    for k in range(3):
        if (label == k).any():
            centers[k] = X[label == k].mean(0)
