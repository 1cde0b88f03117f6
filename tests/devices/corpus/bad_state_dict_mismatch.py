import torch
a, b = torch.nn.Linear(3, 2).cuda(), torch.nn.Linear(4, 2).cuda()
b.load_state_dict(a.state_dict())
