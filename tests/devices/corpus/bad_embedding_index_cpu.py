import torch
emb = torch.nn.Embedding(10, 4).cuda()
tokens = torch.tensor([1, 2, 3])
e = emb(tokens)
