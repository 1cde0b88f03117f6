import torch
net = torch.nn.Linear(8, 10).cuda()
y = torch.randint(0, 10, (6,), device="cuda")
with torch.autocast("cuda", dtype=torch.float16):
    logits = net(torch.randn(6, 8, device="cuda"))
    loss = torch.nn.functional.cross_entropy(logits, y)
assert logits.dtype == torch.float16 and loss.dtype == torch.float32
loss.backward()
assert net.weight.grad.dtype == torch.float32
