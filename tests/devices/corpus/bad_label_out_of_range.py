import torch
logits = torch.randn(4, 3, device="cuda")
y = torch.tensor([0, 1, 2, 3], device="cuda")
loss = torch.nn.functional.cross_entropy(logits, y)
print(loss.item())
