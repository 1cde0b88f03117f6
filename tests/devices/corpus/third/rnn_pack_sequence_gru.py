import torch
from torch import nn
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence, pad_sequence

device = torch.device("cuda")
sequences = [torch.randn(n, 6, device=device) for n in (7, 5, 2)]
padded = pad_sequence(sequences, batch_first=True, padding_value=-1.0)
gru = nn.GRU(6, 10, num_layers=2, batch_first=True, dropout=0.1).to(device)
out, h = gru(pack_sequence(sequences))
unpacked, lengths = pad_packed_sequence(out, batch_first=True)
last = unpacked[torch.arange(3, device=device), lengths.to(device) - 1]
