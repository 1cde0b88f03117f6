import torch
a = torch.ones(3, device="cuda:0")
b = (a * 2).to("cuda:1")
assert b.device == torch.device("cuda:1")
assert (a + b.to("cuda:0")).sum() == 9
