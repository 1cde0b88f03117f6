import torch
net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 3)).cuda()
cpu_state = {k: v.cpu() for k, v in net.state_dict().items()}
other = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 5)).cuda()
keep = {k: v for k, v in cpu_state.items() if v.shape == other.state_dict()[k].shape}
missing, unexpected = other.load_state_dict(keep, strict=False)
print(missing, unexpected)
assert other[0].weight.is_cuda and torch.equal(other[0].weight.cpu(), net[0].weight.cpu())
