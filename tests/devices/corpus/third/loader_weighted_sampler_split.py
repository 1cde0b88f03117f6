import torch
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler, random_split

data = TensorDataset(torch.randn(60, 3), torch.randint(0, 2, (60,)))
train, test = random_split(data, [50, 10], generator=torch.Generator().manual_seed(0))
sampler = WeightedRandomSampler(torch.ones(50), 40)

def collate(batch):
    xs, ys = zip(*batch)
    return torch.stack(xs), torch.stack(ys)

seen = 0
for xb, yb in DataLoader(train, batch_size=8, sampler=sampler, collate_fn=collate):
    xb, yb = xb.cuda(non_blocking=True), yb.cuda(non_blocking=True)
    seen += xb.shape[0]
assert seen == 40
