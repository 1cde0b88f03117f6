import torch
with torch.device("cuda"):
    w = torch.randn(3, 4)
    lin = torch.nn.Linear(4, 3)
    y = lin(torch.ones(2, 4))
    assert torch.arange(3).is_cuda
assert lin.weight.device == torch.device("cuda", 0)
assert torch.ones(1).device.type == "cpu"
