import torch
B, T, C, h = 2, 5, 16, 3
q = torch.nn.Linear(C, C).cuda()(torch.randn(B, T, C, device="cuda"))
q = q.view(B, T, h, C // h)
