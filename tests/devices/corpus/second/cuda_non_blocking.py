import torch
x = torch.ones(8).pin_memory()
assert x.is_pinned()
y = x.cuda(non_blocking=True)
z = x.to("cuda", torch.float16, non_blocking=True, copy=True)
torch.cuda.current_stream().synchronize()
h = torch.empty(8, pin_memory=True)
h.copy_(y, non_blocking=True)
torch.cuda.synchronize()
assert h.sum() == 8 and z.dtype == torch.float16
