import torch
first = torch.nn.Linear(4, 4).to("cuda:0")
second = torch.nn.Linear(4, 4).to("cuda:1")
y = second(first(torch.randn(2, 4, device="cuda:0")))
