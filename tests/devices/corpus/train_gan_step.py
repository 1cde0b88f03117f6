import torch
from torch import nn
G = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 2)).cuda()
D = nn.Sequential(nn.Linear(2, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1)).cuda()
og, od = torch.optim.Adam(G.parameters(), 2e-4), torch.optim.Adam(D.parameters(), 2e-4)
bce = nn.BCEWithLogitsLoss()
real = torch.randn(8, 2).cuda()
ones, zeros = torch.ones(8, 1, device="cuda"), torch.zeros(8, 1, device="cuda")
fake = G(torch.randn(8, 4, device="cuda"))
d_loss = bce(D(real), ones) + bce(D(fake.detach()), zeros)
od.zero_grad(); d_loss.backward(); od.step()
g_loss = bce(D(fake), ones)
og.zero_grad(); g_loss.backward(); og.step()
print(f"D {d_loss.item():.3f} G {g_loss.item():.3f}")
