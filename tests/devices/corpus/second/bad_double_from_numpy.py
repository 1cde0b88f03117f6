import numpy as np
import torch
net = torch.nn.Linear(3, 1).cuda()
x = torch.from_numpy(np.random.rand(4, 3)).cuda()
net(x)
