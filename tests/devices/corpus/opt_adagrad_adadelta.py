import torch
a = torch.ones(3, device="cuda", requires_grad=True)
b = torch.ones(3, device="cuda", requires_grad=True)
for o, p in ((torch.optim.Adagrad([a], lr=0.1), a), (torch.optim.Adadelta([b]), b)):
    p.square().sum().backward()
    o.step()
assert a[0] < 1
