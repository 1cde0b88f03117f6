import time
import torch
a = torch.randn(128, 128, device="cuda")
torch.cuda.synchronize()
start = time.perf_counter()
z = a @ a
torch.cuda.synchronize()
print(f"took {time.perf_counter() - start:.6f} s")
