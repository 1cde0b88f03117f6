import io
import torch
net = torch.nn.Linear(3, 3).cuda()
opt = torch.optim.Adam(net.parameters())
net(torch.ones(1, 3).cuda()).sum().backward(); opt.step()
buf = io.BytesIO()
torch.save({"model": net.state_dict(), "optim": opt.state_dict(), "epoch": 3}, buf)
buf.seek(0)
ck = torch.load(buf, map_location=torch.device("cuda:0"))
net.load_state_dict(ck["model"]); opt.load_state_dict(ck["optim"])
w = net.weight
assert ck["epoch"] == 3
