import torch
import torch.nn.functional as F
from torch import nn

code = nn.Embedding(16, 8).to("cuda")
z = torch.randn(2, 8, 4, 4, device="cuda", requires_grad=True)
flat = z.permute(0, 2, 3, 1).reshape(-1, 8)
d = flat.pow(2).sum(1, keepdim=True) - 2 * flat @ code.weight.t() + code.weight.pow(2).sum(1)
idx = d.argmin(1)
q = code(idx).view(2, 4, 4, 8).permute(0, 3, 1, 2).contiguous()
loss = F.mse_loss(q, z.detach()) + 0.25 * F.mse_loss(q.detach(), z)
st = z + (q - z).detach()
use = F.one_hot(idx, 16).float().mean(0)
perplexity = torch.exp(-(use * (use + 1e-10).log()).sum())
g = F.gumbel_softmax(-d, tau=0.5, hard=True)
(loss + st.sum()).backward()
