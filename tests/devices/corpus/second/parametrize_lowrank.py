import torch
from torch import nn
import torch.nn.utils.parametrize as P
class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)
lin = nn.Linear(6, 6).cuda()
P.register_parametrization(lin, "weight", Symmetric())
d = lin.weight
assert torch.allclose(d, d.T)
lin(torch.ones(1, 6, device="cuda")).sum().backward()
print(lin.parametrizations.weight.original.grad.is_cuda)
