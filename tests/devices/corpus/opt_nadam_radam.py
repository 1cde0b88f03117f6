import torch
v = torch.randn(6).cuda().requires_grad_()
for cls in (torch.optim.NAdam, torch.optim.RAdam, torch.optim.Adamax):
    o = cls([v], lr=1e-2)
    o.zero_grad()
    v.norm().backward()
    o.step()
