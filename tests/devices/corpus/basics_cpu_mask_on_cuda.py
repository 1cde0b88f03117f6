import torch
x = torch.tensor([10, 20, 30], device="cuda")
keep = torch.tensor([True, False, True])
kept = x[keep]
assert kept.device.type == "cuda"
