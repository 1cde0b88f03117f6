import torch
rnn = torch.nn.LSTM(3, 5, num_layers=2, bidirectional=True, batch_first=True).to("cuda")
x = torch.randn(4, 9, 3, device="cuda")
h0 = torch.zeros(4, 4, 5, device="cuda")
c0 = torch.zeros_like(h0)
seq, (hn, cn) = rnn(x, (h0, c0))
