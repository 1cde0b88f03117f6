import torch
bag = torch.nn.EmbeddingBag(10, 3, mode="mean").cuda()
y = bag(torch.tensor([1, 2, 4, 5], device="cuda"), torch.tensor([0, 2], device="cuda"))
