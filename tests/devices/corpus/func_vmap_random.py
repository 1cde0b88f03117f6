import torch
from torch.func import vmap
x = torch.zeros(4, 3, device="cuda")
noise = vmap(lambda r: r + torch.randn_like(r), randomness="different")(x)
