import torch
net = torch.nn.Linear(5, 2, device="cuda")
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, nesterov=True, fused=True)
for _ in range(2):
    opt.zero_grad()
    net(torch.ones(2, 5, device="cuda")).sum().backward()
    opt.step()
w = net.weight
