import torch
x = torch.ones(2, device="cuda:1")
with torch.cuda.device(1):
    a = torch.zeros(2, device="cuda")
    assert torch.cuda.current_device() == 1
b = x.new_zeros(3)
c = x.new_tensor([1, 2])
assert a.device == x.device == b.device == c.device
assert torch.cuda.current_device() == 0 and x.get_device() == 1
d = x.to("cuda:0") + torch.ones(2, device="cuda")
