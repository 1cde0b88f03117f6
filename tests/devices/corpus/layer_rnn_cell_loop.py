import torch
cell = torch.nn.GRUCell(3, 6).cuda()
h = torch.zeros(2, 6, device="cuda")
for x in torch.randn(4, 2, 3, device="cuda"):
    h = cell(x, h)
loss = h.pow(2).sum()
loss.backward()
