import torch
assert torch.cuda.device_count() <= 8
x = torch.randn(2, 2).to("cuda:11")
