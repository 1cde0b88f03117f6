import torch
g = torch.Generator(device="cuda")
g.manual_seed(2147483647)
n = torch.randn(2, 2, generator=g, device="cuda")
idx = torch.randperm(10, generator=g, device="cuda")
p = torch.multinomial(torch.ones(5, device="cuda"), 3, replacement=False, generator=g)
assert g.device.type == "cuda" and g.initial_seed() == 2147483647
