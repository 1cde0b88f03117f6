import torch
net = torch.nn.Linear(2, 1).cuda()
with torch.no_grad():
    loss = net(torch.randn(4, 2, device="cuda")).mean()
loss.backward()
