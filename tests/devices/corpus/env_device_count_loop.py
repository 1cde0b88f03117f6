import torch
for i in range(torch.cuda.device_count()):
    print(i, torch.cuda.get_device_name(i))
last = torch.zeros(2, device=f"cuda:{torch.cuda.device_count() - 1}")
