import torch
rnn = torch.nn.LSTM(3, 5).cuda()
h = (torch.zeros(1, 2, 5), torch.zeros(1, 2, 5))
out, h = rnn(torch.randn(4, 2, 3, device="cuda"), h)
