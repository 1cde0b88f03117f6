import torch

class Mul(torch.autograd.Function):
    @staticmethod
    @torch.amp.custom_fwd(device_type="cuda", cast_inputs=torch.float32)
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a @ b

    @staticmethod
    @torch.amp.custom_bwd(device_type="cuda")
    def backward(ctx, g):
        a, b = ctx.saved_tensors
        return g @ b.mT, a.mT @ g

a = torch.randn(4, 5, device="cuda", requires_grad=True)
b = torch.randn(5, 6, device="cuda", requires_grad=True)
with torch.autocast("cuda", dtype=torch.float16):
    y = Mul.apply(a, b)
assert y.dtype == torch.float32
y.sum().backward()
ga = a.grad
