import torch
w = torch.nn.Parameter(torch.ones(4, device="cuda"))
opt = torch.optim.Adam([w], lr=0.01, capturable=True)
w.sum().backward()
opt.step()
