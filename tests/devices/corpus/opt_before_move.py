import torch
net = torch.nn.Linear(2, 3)
opt = torch.optim.SGD(net.parameters(), lr=1.0)
net.to("cuda")
before = net.weight.detach().clone()
net(torch.ones(1, 2, device="cuda")).sum().backward()
opt.step()
w = net.weight
assert torch.allclose(before - w, torch.ones_like(w))
