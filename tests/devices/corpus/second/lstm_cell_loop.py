import torch
cell = torch.nn.LSTMCell(4, 8, device="cuda")
x = torch.randn(6, 3, 4, device="cuda")
hx = cx = torch.zeros(3, 8, device="cuda")
outs = []
for t in range(x.size(0)):
    hx, cx = cell(x[t], (hx, cx))
    outs.append(hx)
outs = torch.stack(outs)
