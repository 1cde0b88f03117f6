import matplotlib.pyplot as plt
import torch
loss = torch.rand(10, device="cuda")
plt.plot(loss)
