import torch
logits = torch.randn(6, 3, device="cuda")
y = torch.randint(0, 3, (5,), device="cuda")
loss = torch.nn.functional.cross_entropy(logits, y)
