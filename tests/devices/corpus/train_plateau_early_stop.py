import torch
p = torch.nn.Parameter(torch.randn(5, device="cuda"))
opt = torch.optim.RMSprop([p], lr=0.05)
sched = torch.optim.lr_scheduler.ReduceLROnPlateau(opt, patience=2)
best, wait = torch.tensor(float("inf"), device="cuda"), 0
for _ in range(12):
    loss = p.pow(2).sum()
    opt.zero_grad(); loss.backward(); opt.step()
    sched.step(loss.item())
    if loss < best:
        best, wait = loss.detach(), 0
    else:
        wait += 1
    if wait > 3:
        break
