import torch
net = torch.nn.Linear(4, 4).half().cuda()
y = net(torch.randn(2, 4, device="cuda").half())
assert y.dtype == torch.float16
n = sum(p.numel() * p.element_size() for p in net.parameters())
assert n == 40
