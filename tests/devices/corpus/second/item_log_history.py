import torch
import numpy as np
net = torch.nn.Linear(2, 1).cuda()
opt = torch.optim.Adam(net.parameters(), lr=1e-2)
history = {"loss": [], "grad": []}
for epoch in range(3):
    loss = net(torch.randn(8, 2).cuda()).abs().mean()
    opt.zero_grad(); loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    opt.step()
    history["loss"].append(loss.detach().cpu().item())
    history["grad"].append(float(norm))
    print(f"epoch {epoch:02d} | loss {loss.item():.4f} | |g| {norm:.3f} | lr {opt.param_groups[0]['lr']:.0e}")
print(np.mean(history["loss"]) >= 0)
