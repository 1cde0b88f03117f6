import torch
acc = torch.accelerator.current_accelerator()
x = torch.arange(3, device=acc)
assert acc.type == "cuda" and torch.accelerator.is_available()
torch.accelerator.synchronize()
y = x.cuda()
