import torch
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
layer = torch.nn.Linear(3, 1).to(device)
y = layer(torch.zeros(4, 3, device=device))
