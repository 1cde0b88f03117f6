import torch
torch.cuda.set_device(32)
x = torch.ones(2, device="cuda")
