import numpy as np
import torch
losses = [torch.rand(3, device="cuda") for _ in range(2)]
a = np.stack([l.detach().numpy() for l in losses])
