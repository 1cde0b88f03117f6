import sys
import torch
print("python", sys.version.split()[0], "torch", torch.__version__)
print("cuda built", torch.version.cuda, "cudnn", torch.backends.cudnn.version())
assert torch.cuda.is_available(), "this notebook needs a GPU"
print(torch.cuda.device_count(), torch.cuda.current_device(), torch.cuda.get_device_capability())
print(torch.cuda.get_arch_list())
torch.backends.cuda.matmul.allow_tf32 = True
torch.backends.cudnn.allow_tf32 = True
torch.backends.cudnn.benchmark = True
print(torch.cuda.is_bf16_supported())
