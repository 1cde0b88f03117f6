import numpy as np
import torch
w = torch.randn(2, 2).cuda()
a = np.asarray(w)
