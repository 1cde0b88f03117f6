import torch
from torch.profiler import ProfilerActivity, profile
model = torch.nn.Linear(8, 8).cuda()
x = torch.randn(8, 8).cuda()
with profile(activities=[ProfilerActivity.CPU]) as prof:
    y = model(x)
assert len(prof.key_averages()) >= 0
