import torch
edges = torch.tensor([[0, 1, 2, 3, 4, 0], [1, 2, 3, 4, 0, 2]], device="cuda")
x = torch.randn(5, 3, device="cuda")
lin = torch.nn.Linear(3, 8).cuda()
agg = torch.zeros(5, 3, device="cuda").index_add_(0, edges[1], x[edges[0]])
deg = torch.zeros(5, device="cuda").index_add_(0, edges[1], torch.ones(6, device="cuda")).clamp(min=1)
h = torch.relu(lin(agg / deg[:, None]))
