import torch
from torch import nn
from torch.func import functional_call, grad

model = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 1)).to("cuda")
params = {name: p.detach() for name, p in model.named_parameters()}
x, y = torch.randn(16, 5, device="cuda"), torch.randn(16, 1, device="cuda")

def loss(params):
    return ((functional_call(model, params, (x,)) - y) ** 2).mean()

for _ in range(3):
    g = grad(loss)(params)
    params = {name: p - 0.1 * g[name] for name, p in params.items()}
pred = functional_call(model, params, (x,))
print(f"{loss(params).item():.4f}")
