import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
net = torch.nn.Linear(2, 2).to("cuda")
ema = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(0.99))
opt = torch.optim.SGD(net.parameters(), 0.1)
for _ in range(3):
    opt.zero_grad()
    net(torch.ones(1, 2, device="cuda")).sum().backward()
    opt.step()
    ema.update_parameters(net)
assert int(ema.n_averaged) == 3
