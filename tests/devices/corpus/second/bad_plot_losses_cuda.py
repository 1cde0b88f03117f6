import matplotlib.pyplot as plt
import torch
x = torch.linspace(0, 1, 5, device="cuda")
plt.plot(x, x**2)
