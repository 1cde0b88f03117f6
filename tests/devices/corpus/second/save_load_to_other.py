import os
import tempfile
import torch
net = torch.nn.Linear(3, 2).cuda()
path = os.path.join(tempfile.mkdtemp(), "m.pt")
torch.save({"epoch": 3, "state": net.state_dict()}, path)
for where in ("cpu", "cuda:0", torch.device("cuda"), {"cuda:0": "cpu"}, lambda storage, loc: storage):
    ck = torch.load(path, map_location=where, weights_only=True)
fresh = torch.nn.Linear(3, 2)
fresh.load_state_dict(ck["state"])
fresh.to("cuda")
y = fresh(torch.ones(1, 3, device="cuda"))
assert ck["epoch"] == 3 and ck["state"]["weight"].device.type == "cpu"
