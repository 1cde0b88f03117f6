import torch
y = torch.tensor([0, 1, 2, 2, 1], device="cuda")
p = torch.tensor([0, 2, 2, 2, 1], device="cuda")
cm = torch.zeros(3, 3, dtype=torch.long, device="cuda")
cm.index_put_((y, p), torch.ones(5, dtype=torch.long, device="cuda"), accumulate=True)
assert cm.trace().item() == 4
