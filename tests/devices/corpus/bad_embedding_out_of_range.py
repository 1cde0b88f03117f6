import torch
emb = torch.nn.Embedding(10, 4).to("cuda")
e = emb(torch.tensor([0, 10], device="cuda"))
print(e.sum().item())
