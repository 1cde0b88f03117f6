import torch
t = torch.zeros(2, device="cuda")
assert isinstance(t, torch.Tensor)
p = torch.nn.Parameter(t)
assert isinstance(p, torch.nn.Parameter) and p.requires_grad and p.is_leaf
n = p.data
assert torch.is_tensor(n) and n.is_floating_point()
