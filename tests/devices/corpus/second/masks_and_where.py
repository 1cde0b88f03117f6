import torch
x = torch.tensor([1.0, -2.0, 3.0, -4.0, 5.0], device="cuda")
kept = x[x > 0]
x[x < 0] = 0
w = torch.where(x > 2, x, torch.zeros_like(x))
x.masked_fill_(x == 5, 9.0)
rows = (x > 0).nonzero(as_tuple=True)[0]
print(kept.tolist(), w.count_nonzero().item(), rows.cpu().numpy(), bool((x >= 0).all()))
if x.max() > 4:
    print("large", x.argmax().item())
