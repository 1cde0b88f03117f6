import torch
from torch import nn
class LoRALinear(nn.Module):
    def __init__(self, base, r=2, alpha=4):
        super().__init__()
        self.base = base
        for p in base.parameters():
            p.requires_grad = False
        dev, dt = base.weight.device, base.weight.dtype
        self.A = nn.Parameter(torch.randn(r, base.in_features, device=dev, dtype=dt) * 0.01)
        self.B = nn.Parameter(torch.zeros(base.out_features, r, device=dev, dtype=dt))
        self.scale = alpha / r
    def forward(self, x):
        return self.base(x) + (x @ self.A.T @ self.B.T) * self.scale
layer = LoRALinear(nn.Linear(5, 6).to("cuda", torch.float32))
y = layer(torch.randn(2, 5, device="cuda"))
y.sum().backward()
with torch.no_grad():
    layer.base.weight += layer.scale * layer.B @ layer.A
print(sum(p.numel() for p in layer.parameters() if p.requires_grad), layer.base.weight.grad)
