import torch
p = torch.ones(4, requires_grad=True)
out = (p.to("cuda") * 3).sum()
out.backward()
grad = p.grad
assert grad.device.type == "cpu"
assert grad.tolist() == [3.0] * 4
