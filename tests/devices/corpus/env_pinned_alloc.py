import torch
buf = torch.empty(8, 8, pin_memory=True)
gpu = torch.ones(8, 8, device="cuda")
buf.copy_(gpu, non_blocking=True)
torch.cuda.synchronize()
out = buf * 1
assert out.sum().item() == 64
