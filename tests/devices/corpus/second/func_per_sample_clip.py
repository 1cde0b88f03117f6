import torch
from torch.func import functional_call, grad, vmap
net = torch.nn.Linear(5, 3).cuda()
params = {k: v.detach() for k, v in net.named_parameters()}
def loss(p, x, y):
    return torch.nn.functional.cross_entropy(functional_call(net, p, (x[None],)), y[None])
x, y = torch.randn(8, 5, device="cuda"), torch.randint(0, 3, (8,), device="cuda")
g = vmap(grad(loss), in_dims=(None, 0, 0))(params, x, y)
norms = torch.sqrt(sum(v.flatten(1).square().sum(1) for v in g.values()))
