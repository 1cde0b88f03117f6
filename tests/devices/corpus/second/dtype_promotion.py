import torch
a = torch.tensor([1, 2], device="cuda")
b = torch.tensor([0.5, 0.5], device="cuda", dtype=torch.half)
c = a * b
assert c.dtype == torch.half and (a / 2).dtype == torch.float32
assert torch.result_type(a, b) == torch.half
m = a.type(torch.cuda.FloatTensor)
assert m.type() == "torch.cuda.FloatTensor" and m.double().dtype == torch.float64
print(torch.can_cast(torch.float, torch.half), a.bool(), a.float().long())
