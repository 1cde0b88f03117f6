import numpy as np
import torch
losses = [torch.tensor(1.0, device="cuda"), torch.tensor(2.0, device="cuda")]
print(np.mean(np.array([np.asarray(each) for each in losses])))
