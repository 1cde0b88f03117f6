import numpy as np
import torch
import torch.nn.functional as F

labels = torch.from_numpy(np.array([0, 2, 1], dtype=np.int32)).cuda()
logits = torch.randn(3, 4, device="cuda", requires_grad=True)
loss = F.cross_entropy(logits, labels)
