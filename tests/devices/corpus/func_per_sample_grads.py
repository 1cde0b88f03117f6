import torch
from torch.func import functional_call, grad, vmap
net = torch.nn.Linear(3, 1).cuda()
params = {k: v.detach() for k, v in net.named_parameters()}
def loss(p, x, y):
    return (functional_call(net, p, (x.unsqueeze(0),)) - y).pow(2).sum()
X, Y = torch.randn(6, 3, device="cuda"), torch.randn(6, 1, device="cuda")
g = vmap(grad(loss), in_dims=(None, 0, 0))(params, X, Y)
gw = g["weight"]
