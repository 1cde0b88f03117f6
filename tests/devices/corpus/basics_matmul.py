import torch
A = torch.randn(4, 3, device="cuda")
B = torch.randn(3, 5, device="cuda")
C = A @ B
print(C.shape, C.device)
