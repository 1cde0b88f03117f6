import copy
import torch
from torch.func import functional_call, stack_module_state, vmap
models = [torch.nn.Linear(4, 2).cuda() for _ in range(3)]
params, buffers = stack_module_state(models)
base = copy.deepcopy(models[0]).to("meta")
x = torch.randn(5, 4, device="cuda")
out = vmap(lambda p, b: functional_call(base, (p, b), (x,)))(params, buffers)
assert out.is_cuda
