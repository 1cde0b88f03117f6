import torch
logits = torch.randn(5, 3, device="cuda")
labels = torch.randint(0, 3, (5,))
loss = torch.nn.functional.cross_entropy(logits, labels)
