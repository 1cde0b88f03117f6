import torch
labels = torch.tensor([3, 1, 3, 0, 2, 1, 3], device="cuda")
u, n = labels.unique(return_counts=True)
assert n.tolist() == [1, 2, 1, 3]
hist = torch.bincount(labels, minlength=5)
assert hist.shape == (5,)
