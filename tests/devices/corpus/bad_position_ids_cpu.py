import torch
tok, pos = torch.nn.Embedding(10, 8).cuda(), torch.nn.Embedding(16, 8).cuda()
ids = torch.randint(0, 10, (2, 5), device="cuda")
x = tok(ids) + pos(torch.arange(5))
