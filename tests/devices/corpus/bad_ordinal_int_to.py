import torch
y = torch.ones(2).to(99)
