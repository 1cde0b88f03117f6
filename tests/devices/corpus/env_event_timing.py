import torch
start = torch.cuda.Event(enable_timing=True)
end = torch.cuda.Event(enable_timing=True)
x = torch.rand(64, 64, device="cuda")
start.record()
z = x.exp() @ x
end.record()
torch.cuda.synchronize()
ms = start.elapsed_time(end)
print("elapsed", ms)
assert ms >= 0
