import matplotlib.pyplot as plt
import torch
xs = torch.linspace(0, 6, 50, device="cuda")
ys = torch.sin(xs)
plt.plot(xs.cpu(), ys.cpu().numpy())
plt.close("all")
