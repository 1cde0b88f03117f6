import torch
net = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Sigmoid()).cuda()
with torch.autocast("cuda"):
    p = net(torch.randn(4, 2, device="cuda"))
    loss = torch.nn.BCELoss()(p, torch.ones(4, 1, device="cuda", dtype=p.dtype))
