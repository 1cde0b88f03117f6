import torch
from torch.optim.swa_utils import AveragedModel
net = torch.nn.Linear(2, 2).cuda()
avg = AveragedModel(net)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for _ in range(3):
    net(torch.randn(4, 2, device="cuda")).sum().backward()
    opt.step(); opt.zero_grad()
    avg.update_parameters(net)
w = avg.module.weight
assert avg(torch.zeros(1, 2, device="cuda")).is_cuda
