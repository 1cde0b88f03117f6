import torch
w = torch.ones(2, device="cuda", requires_grad=True)
a = w.cpu().numpy()
