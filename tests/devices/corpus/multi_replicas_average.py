import torch
replicas = [torch.full((2, 3), float(i), device=f"cuda:{i}") for i in (0, 1)]
gathered = [r.to("cuda:0") for r in replicas]
mean = torch.stack(gathered).mean(0)
assert mean[0, 0].item() == 0.5
