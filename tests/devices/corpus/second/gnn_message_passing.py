import torch
from torch import nn
edge_index = torch.tensor([[0, 1, 2, 3, 0], [1, 2, 3, 0, 2]], device="cuda")
x = torch.randn(4, 3, device="cuda")
src, dst = edge_index
lin = nn.Linear(3, 5).cuda()
deg = torch.bincount(dst, minlength=4).clamp(min=1)
msg = lin(x)[src] / deg[dst].unsqueeze(1)
out = torch.zeros(4, 5, device="cuda").index_add(0, dst, msg)
adj = torch.sparse_coo_tensor(edge_index, torch.ones(5, device="cuda"), (4, 4))
dense = torch.sparse.mm(adj, x)
assert dense.shape == (4, 3)
