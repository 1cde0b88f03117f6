import torch
class STE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, scale):
        ctx.save_for_backward(x)
        ctx.scale = scale
        return torch.round(x / scale) * scale
    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * (x.abs() < 10).to(g.dtype), None
x = torch.randn(4, device="cuda", requires_grad=True)
STE.apply(x, 0.1).sum().backward()
assert x.grad.device == x.device and torch.equal(x.grad, torch.ones(4, device="cuda"))
