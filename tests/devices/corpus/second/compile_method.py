import torch
torch.set_float32_matmul_precision("high")
net = torch.nn.Linear(3, 3).to("cuda")
net.compile()
opt = torch.optim.SGD(net.parameters(), lr=.1)
y = net(torch.randn(2, 3, device="cuda"))
y.sum().backward()
opt.step()
