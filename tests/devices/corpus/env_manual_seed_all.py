import torch
torch.manual_seed(0)
torch.cuda.manual_seed(0)
torch.cuda.manual_seed_all(0)
a = torch.rand(3, device="cuda")
torch.cuda.manual_seed(0)
b = torch.rand(3, device="cuda")
assert torch.equal(a, b)
