import torch
net = torch.nn.Linear(2, 2).cuda()
snap = {k: v.detach().cpu().clone() for k, v in net.state_dict().items()}
w = snap["weight"]
assert all(v.device.type == "cpu" for v in snap.values())
net.load_state_dict(snap)
assert net.weight.is_cuda
