import torch
class Norm(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.5, 0.4, 0.3]))
    def forward(self, x):
        return x - self.mean
m = Norm().to("cuda", torch.float64)
out = m(torch.ones(3, device="cuda", dtype=torch.float64))
assert out.dtype == torch.float64
