import torch
g = torch.Generator(device="cuda").manual_seed(11)
a = torch.randn(4, device="cuda", generator=g)
g.manual_seed(11)
b = torch.randn(4, device="cuda", generator=g)
assert torch.equal(a, b)
assert g.device.type == "cuda"
