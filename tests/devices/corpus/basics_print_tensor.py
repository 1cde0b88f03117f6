import torch
t = torch.tensor([1.0, 2.0, 3.0], device="cuda")
print(t)
print(repr(t * 2), str(t.sum()))
print(f"{t.mean():.2f}")
