import torch
emb = torch.nn.Embedding(10, 4, sparse=True).cuda()
opt = torch.optim.SGD(emb.parameters(), lr=0.1)
emb(torch.tensor([1, 3, 3], device="cuda")).sum().backward()
opt.step()
row = emb.weight[3]
