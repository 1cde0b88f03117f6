import torch
last = torch.cuda.device_count()
x = torch.ones(2).to(f"cuda:{last}")
