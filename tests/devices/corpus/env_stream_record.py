import torch
side = torch.cuda.Stream()
x = torch.ones(16, device="cuda")
side.wait_stream(torch.cuda.current_stream())
with torch.cuda.stream(side):
    y = x * 5
    x.record_stream(side)
ev = side.record_event()
torch.cuda.current_stream().wait_event(ev)
assert ev.query() in (True, False)
