import torch
a = torch.zeros(10, device="cuda")
stats = torch.cuda.memory_stats()
print(stats.get("allocated_bytes.all.peak", 0))
print(torch.cuda.memory_summary(abbreviated=True))
