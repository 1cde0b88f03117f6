import torch
torch.cuda.reset_peak_memory_stats()
before = torch.cuda.memory_allocated()
x = torch.randn(256, 256, device="cuda")
after = torch.cuda.memory_allocated()
assert after >= before
print(f"{torch.cuda.max_memory_allocated() / 1e6:.1f} MB, {torch.cuda.memory_reserved()} reserved")
