import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
gru = torch.nn.GRU(2, 4, batch_first=True).cuda()
x = torch.randn(3, 5, 2, device="cuda")
packed = pack_padded_sequence(x, torch.tensor([5, 3, 2]), batch_first=True)
res, _ = gru(packed)
out, lengths = pad_packed_sequence(res, batch_first=True)
assert lengths.tolist() == [5, 3, 2]
