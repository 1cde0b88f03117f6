import torch
lin = torch.nn.Linear(2, 2, bias=False).cuda()
with torch.no_grad():
    lin.weight.copy_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
w = lin.weight
assert lin(torch.ones(2, device="cuda")).tolist() == [3.0, 7.0]
