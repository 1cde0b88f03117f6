import torch
net = torch.nn.Linear(3, 3).cuda()
opt = torch.optim.AdamW(net.parameters(), lr=0.1, fused=True)
before = net.weight.detach().clone()
net(torch.ones(2, 3, device="cuda")).sum().backward()
opt.step()
w = net.weight
assert not torch.equal(before, w)
