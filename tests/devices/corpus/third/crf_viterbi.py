import torch

device = torch.device("cuda")
T, K = 6, 4
emit = torch.randn(T, K, device=device, requires_grad=True)
trans = torch.randn(K, K, device=device, requires_grad=True)
alpha = emit[0]
for t in range(1, T):
    alpha = torch.logsumexp(alpha[:, None] + trans, dim=0) + emit[t]
log_z = torch.logsumexp(alpha, 0)
score, back = emit[0], []
for t in range(1, T):
    best = score[:, None] + trans
    back.append(best.argmax(0))
    score = best.amax(0) + emit[t]
path = [score.argmax()]
for b in reversed(back):
    path.append(b[path[-1]])
path = torch.stack(path[::-1])
log_z.backward()
