import torch
t = torch.zeros(3, device="cuda")
assert t.type() == "torch.cuda.FloatTensor"
assert t.long().type() == "torch.cuda.LongTensor"
