import torch
m = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.LayerNorm(5)).cuda()
with torch.autocast("cuda", dtype=torch.bfloat16):
    out = m(torch.randn(3, 4, device="cuda"))
assert out.dtype == torch.float32
loss = out.float().sum()
loss.backward()
