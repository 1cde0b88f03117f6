import torch
assert torch.cuda.is_available(), "this section needs a GPU"
n = torch.ones(10).cuda().sum()
