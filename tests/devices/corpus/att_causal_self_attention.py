import torch
from torch import nn
import torch.nn.functional as F
class CausalSelfAttention(nn.Module):
    def __init__(self, d=16, h=4):
        super().__init__()
        self.h, self.qkv, self.proj = h, nn.Linear(d, 3 * d), nn.Linear(d, d)
    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q, k, v = (t.view(B, T, self.h, C // self.h).transpose(1, 2) for t in (q, k, v))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.proj(y.transpose(1, 2).contiguous().view(B, T, C))
att = CausalSelfAttention().cuda()
y = att(torch.randn(3, 6, 16, device="cuda"))
y.sum().backward()
