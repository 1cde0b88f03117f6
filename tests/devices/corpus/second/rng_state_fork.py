import torch
state = torch.cuda.get_rng_state()
a = torch.rand(4, device="cuda")
torch.cuda.set_rng_state(state)
b = torch.rand(4, device="cuda")
assert torch.equal(a, b)
with torch.random.fork_rng(devices=[0]):
    torch.manual_seed(1)
    torch.rand(2, device="cuda")
