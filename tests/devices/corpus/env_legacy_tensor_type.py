import torch
x = torch.cuda.FloatTensor(2, 3).fill_(1.5)
assert x.is_cuda
assert x.sum().item() == 9.0
