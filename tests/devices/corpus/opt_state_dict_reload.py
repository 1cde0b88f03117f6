import torch
net = torch.nn.Linear(2, 2).cuda()
opt = torch.optim.Adam(net.parameters())
net(torch.ones(1, 2, device="cuda")).sum().backward(); opt.step()
saved = opt.state_dict()
other = torch.optim.Adam(net.parameters())
other.load_state_dict(saved)
m = other.state[net.weight]["exp_avg"]
assert m.is_cuda
other.step()
