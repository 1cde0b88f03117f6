import torch
from torch import nn
class Tiny(nn.Module):
    def __init__(self, V=17, d=16, L=2):
        super().__init__()
        self.tok, self.pos = nn.Embedding(V, d), nn.Embedding(32, d)
        self.blocks = nn.ModuleList(nn.TransformerEncoderLayer(d, 2, 32, batch_first=True, norm_first=True, dropout=0.0) for _ in range(L))
        self.head = nn.Linear(d, V)
    def forward(self, idx):
        T = idx.shape[1]
        x = self.tok(idx) + self.pos(torch.arange(T, device=idx.device))
        mask = nn.Transformer.generate_square_subsequent_mask(T).to(idx.device)
        for b in self.blocks:
            x = b(x, src_mask=mask, is_causal=True)
        return self.head(x)
net = Tiny().cuda().eval()
idx = torch.zeros(1, 3, dtype=torch.long, device="cuda")
with torch.no_grad():
    for _ in range(5):
        p = net(idx)[:, -1].softmax(-1)
        idx = torch.cat([idx, torch.multinomial(p, 1)], dim=1)
print(idx[0].tolist())
