import torch
net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 5)).half().cuda().eval()
with torch.inference_mode():
    y = net(torch.randn(2, 4, device="cuda").half())
print(y.dtype, net[0].weight.element_size())
