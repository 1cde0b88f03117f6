import torch
from torch.profiler import ProfilerActivity, profile, record_function
model = torch.nn.Linear(8, 8).cuda()
x = torch.randn(4, 8).cuda()
with profile(activities=[ProfilerActivity.CPU, ProfilerActivity.CUDA], record_shapes=True) as prof:
    with record_function("model_inference"):
        model(x)
print(prof.key_averages().table(sort_by="cpu_time_total", row_limit=5))
