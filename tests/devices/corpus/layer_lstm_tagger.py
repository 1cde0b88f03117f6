import torch
from torch import nn
emb, lstm, out = nn.Embedding(20, 4).cuda(), nn.LSTM(4, 6).cuda(), nn.Linear(6, 5).cuda()
tokens = torch.randint(0, 20, (7, 3), device="cuda")
seq, (h, c) = lstm(emb(tokens))
scores = out(seq)
scores.sum().backward()
assert lstm.weight_hh_l0.grad.is_cuda
