import torch
D = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1)).cuda()
real, fake = torch.randn(5, 4, device="cuda"), torch.randn(5, 4, device="cuda")
eps = torch.rand(5, 1, device=real.device)
mix = (eps * real + (1 - eps) * fake).requires_grad_(True)
grads = torch.autograd.grad(D(mix).sum(), mix, create_graph=True)[0]
gp = ((grads.norm(2, dim=1) - 1) ** 2).mean()
gp.backward()
