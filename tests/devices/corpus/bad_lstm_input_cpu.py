import torch
rnn = torch.nn.GRU(3, 5).cuda()
out, h = rnn(torch.randn(4, 2, 3))
