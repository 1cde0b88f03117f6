import torch
lin = torch.nn.Linear(3, 3).cuda()
lin.weight.data = torch.eye(3, device="cuda")
lin.bias.data.zero_()
lin.weight.data.mul_(2)
w = lin.weight
assert lin(torch.ones(1, 3, device="cuda")).tolist() == [[2.0, 2.0, 2.0]]
