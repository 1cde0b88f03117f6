import torch
w = torch.ones(3, device="cuda", requires_grad=True)
loss = (w ** 2).sum()
loss.backward()
loss.backward()
