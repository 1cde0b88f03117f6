import torch
i = torch.tensor([[0, 1, 2], [2, 0, 1]])
A = torch.sparse_coo_tensor(i, torch.tensor([3.0, 4.0, 5.0]), (3, 3)).to("cuda")
y = torch.sparse.mm(A, torch.ones(3, 2, device="cuda"))
assert y[0, 0].item() == 3.0
