import torch
class Sign(torch.optim.Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, {"lr": lr})
    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.add_(p.grad.sign(), alpha=-group["lr"])
p = torch.nn.Parameter(torch.zeros(4, device="cuda"))
o = Sign([p], 0.5)
(p * torch.tensor([1.0, -1, 2, -3], device="cuda")).sum().backward()
o.step()
assert p.tolist() == [-0.5, 0.5, -0.5, 0.5]
