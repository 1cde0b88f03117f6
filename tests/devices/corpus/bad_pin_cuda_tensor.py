import torch
x = torch.zeros(3, device="cuda").pin_memory()
