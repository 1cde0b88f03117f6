import torch
p = torch.tensor([-1.0, 2.0], device="cuda", requires_grad=True)
opt = torch.optim.LBFGS([p], max_iter=10, line_search_fn="strong_wolfe")
def closure():
    opt.zero_grad()
    loss = (1 - p[0]) ** 2 + 10 * (p[1] - p[0] ** 2) ** 2
    loss.backward()
    return loss
first = closure().item()
opt.step(closure)
assert closure().item() < first
