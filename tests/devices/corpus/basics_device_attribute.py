import torch
t = torch.eye(2).to("cuda")
assert t.is_cuda
assert t.device == torch.device("cuda:0")
assert t.device.type == "cuda" and t.device.index == 0
assert t.get_device() == 0
