import copy
import torch
device = "cuda"
model = torch.nn.Linear(2, 1).to(device)
opt = torch.optim.Adam(model.parameters(), lr=0.1)
best, wait, best_state = float("inf"), 0, None
xs, ys = torch.randn(32, 2, device=device), torch.randn(32, 1, device=device)
for epoch in range(5):
    for xb, yb in zip(xs.split(8), ys.split(8)):
        opt.zero_grad()
        torch.nn.functional.mse_loss(model(xb), yb).backward()
        opt.step()
    with torch.no_grad():
        val = torch.nn.functional.mse_loss(model(xs), ys).item()
    if val < best - 1e-4:
        best, wait, best_state = val, 0, copy.deepcopy(model.state_dict())
    else:
        wait += 1
        if wait >= 2:
            break
model.load_state_dict(best_state)
best_w = best_state["weight"]
