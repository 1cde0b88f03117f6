import torch
from torch.utils.data import DataLoader, TensorDataset
loader = DataLoader(TensorDataset(torch.randn(10, 3)), batch_size=5, pin_memory=True)
for (feats,) in loader:
    feats = feats.cuda(non_blocking=True)
assert feats.is_cuda
