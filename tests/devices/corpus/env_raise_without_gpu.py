import torch
if not torch.cuda.is_available():
    raise SystemError("no GPU found")
v = torch.arange(3).to("cuda")
