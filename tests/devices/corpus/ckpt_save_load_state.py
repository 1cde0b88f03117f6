import io
import torch
net = torch.nn.Linear(4, 2).cuda()
buf = io.BytesIO()
torch.save(net.state_dict(), buf)
buf.seek(0)
state = torch.load(buf, map_location="cuda")
fresh = torch.nn.Linear(4, 2).cuda()
fresh.load_state_dict(state)
w = fresh.weight
assert torch.equal(w, net.weight)
