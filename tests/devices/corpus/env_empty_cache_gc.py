import gc
import torch
x = torch.randn(1000, device="cuda")
y = x[:3].clone()
del x
gc.collect()
torch.cuda.empty_cache()
free, total = torch.cuda.mem_get_info()
assert free <= total
