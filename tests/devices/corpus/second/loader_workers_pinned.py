import torch
from torch.utils.data import DataLoader, Dataset, random_split
class Toy(Dataset):
    def __len__(self):
        return 40
    def __getitem__(self, i):
        return torch.full((3,), float(i)), i % 2
train, val = random_split(Toy(), [32, 8], generator=torch.Generator().manual_seed(42))
loader = DataLoader(train, batch_size=16, shuffle=True, pin_memory=True, drop_last=True)
dev = torch.device("cuda")
for xb, yb in loader:
    xb, yb = xb.to(dev, non_blocking=True), yb.to(dev, non_blocking=True)
    assert xb.is_cuda and yb.dtype == torch.int64
