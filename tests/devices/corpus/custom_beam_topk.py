import torch
V, K = 6, 3
step = torch.randn(4, V, V, device="cuda").log_softmax(-1)
score, seqs = torch.zeros(1, device="cuda"), torch.zeros(1, 1, dtype=torch.long, device="cuda")
for t in range(3):
    cand = score[:, None] + step[t][seqs[:, -1]]
    score, flat = cand.view(-1).topk(min(K, cand.numel()))
    seqs = torch.cat([seqs[flat // V], (flat % V)[:, None]], dim=1)
