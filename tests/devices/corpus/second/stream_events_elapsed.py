import torch
a = torch.randn(64, 64, device="cuda")
s1, s2 = torch.cuda.Stream(), torch.cuda.Stream(priority=-1)
start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
start.record()
with torch.cuda.stream(s1):
    b = a @ a
done = torch.cuda.Event()
done.record(s1)
s2.wait_event(done)
with torch.cuda.stream(s2):
    c = b + 1
end.record()
torch.cuda.synchronize()
ms = start.elapsed_time(end)
print(f"{ms:.2f} ms", end.query(), s1 == torch.cuda.default_stream())
