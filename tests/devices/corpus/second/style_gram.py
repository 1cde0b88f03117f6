import torch
def gram(x):
    a, b, c, d = x.size()
    f = x.view(a * b, c * d)
    return torch.mm(f, f.t()).div(a * b * c * d)
mean = torch.tensor([0.485, 0.456, 0.406]).cuda().view(-1, 1, 1)
std = torch.tensor([0.229, 0.224, 0.225]).cuda().view(-1, 1, 1)
img = torch.rand(1, 3, 8, 8, device="cuda").requires_grad_(True)
opt = torch.optim.LBFGS([img], max_iter=3)
def closure():
    with torch.no_grad():
        img.clamp_(0, 1)
    opt.zero_grad()
    loss = gram((img - mean) / std).pow(2).sum()
    loss.backward()
    return loss
opt.step(closure)
g = gram(img).detach()
