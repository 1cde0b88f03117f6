import torch
s1, s2 = torch.cuda.Stream(), torch.cuda.Stream()
a = torch.randn(32, 32, device="cuda")
with torch.cuda.stream(s1):
    b = a * 2
with torch.cuda.stream(s2):
    c = a + 1
torch.cuda.current_stream().wait_stream(s1)
s2.synchronize()
print((b + c).mean().item())
