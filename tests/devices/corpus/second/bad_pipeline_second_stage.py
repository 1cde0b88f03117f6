import torch
a = torch.nn.Linear(4, 8).to("cuda:0")
b = torch.nn.Linear(8, 2).to("cuda:1")
y = b(torch.relu(a(torch.randn(3, 4, device="cuda:0"))))
