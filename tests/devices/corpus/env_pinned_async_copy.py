import torch
host = torch.randn(1024).pin_memory()
assert host.is_pinned()
dev = host.to("cuda", non_blocking=True)
torch.cuda.synchronize()
y = dev * 2
