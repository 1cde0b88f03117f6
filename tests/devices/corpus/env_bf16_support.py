import torch
dtype = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
h = torch.zeros(2, 3, device="cuda", dtype=dtype)
