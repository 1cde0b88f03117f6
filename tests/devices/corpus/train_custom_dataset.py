import torch
from torch.utils.data import DataLoader, Dataset
class Squares(Dataset):
    def __len__(self):
        return 12
    def __getitem__(self, i):
        img = torch.zeros(3, 8, 8)
        img[:, : i % 8] = 1.0
        return {"image": img, "label": i % 3}
for sample in DataLoader(Squares(), batch_size=4):
    batch = sample["image"].to("cuda")
    label = sample["label"].to("cuda")
    assert label.shape == (4,)
