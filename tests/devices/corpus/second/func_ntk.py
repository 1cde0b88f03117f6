import torch
from torch.func import functional_call, jacrev, vmap
net = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)).cuda()
params = {k: v.detach() for k, v in net.named_parameters()}
f = lambda p, x: functional_call(net, p, (x.unsqueeze(0),)).squeeze(0)
def jac(x):
    return {k: v.flatten(2) for k, v in vmap(jacrev(f), (None, 0))(params, x).items()}
a, b = torch.randn(4, 3, device="cuda"), torch.randn(5, 3, device="cuda")
j1, j2 = jac(a), jac(b)
ntk = sum(torch.einsum("Naf,Mbf->NMab", j1[k], j2[k]) for k in j1)
