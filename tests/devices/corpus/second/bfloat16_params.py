import torch
net = torch.nn.Linear(4, 5, device="cuda", dtype=torch.bfloat16)
y = net(torch.randn(2, 4).to("cuda", torch.bfloat16))
mem = sum(p.numel() * p.element_size() for p in net.parameters())
assert mem == 50
y.float().mean().backward()
