import torch
device_map = {"embed": 0, "block": 1, "head": 1}
parts = torch.nn.ModuleDict({k: torch.nn.Linear(4, 4) for k in device_map})
for name, module in parts.items():
    module.to(f"cuda:{device_map[name]}")
h = torch.ones(1, 4)
for name, module in parts.items():
    h = module(h.to(next(module.parameters()).device))
print({k: str(v.weight.device) for k, v in parts.items()}, torch.cuda.device_count() >= 2)
