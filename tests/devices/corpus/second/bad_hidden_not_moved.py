import torch
rnn = torch.nn.GRU(4, 8, batch_first=True).cuda()
h0 = torch.zeros(1, 2, 8)
out, h = rnn(torch.randn(2, 5, 4).cuda(), h0)
