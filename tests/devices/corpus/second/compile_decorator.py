import torch
@torch.compile
def fused(x, y):
    return torch.nn.functional.gelu(x @ y) * 2
model = torch.compile(torch.nn.Linear(3, 2).cuda(), mode="reduce-overhead")
out = model(torch.randn(4, 3, device="cuda"))
z = fused(torch.randn(4, 3, device="cuda"), torch.randn(3, 5, device="cuda"))
assert z.shape == (4, 5)
