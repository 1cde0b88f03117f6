import matplotlib.pyplot as plt
import torch
w = torch.tensor([2.0], device="cuda", requires_grad=True)
losses = []
for _ in range(10):
    loss = (w - 1).pow(2).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad.zero_()
    losses.append(loss.detach())
plt.plot(torch.stack(losses).cpu())
x = torch.linspace(-1, 1, 20, device="cuda")
plt.scatter(x.cpu().numpy(), (x**2).detach().cpu().numpy())
