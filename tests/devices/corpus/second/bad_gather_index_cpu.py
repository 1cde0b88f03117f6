import torch
q = torch.randn(4, 2, device="cuda")
a = torch.tensor([[0], [1], [1], [0]])
q.gather(1, a)
