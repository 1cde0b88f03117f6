"""A model of 70 billion parameters is checked for shapes on a laptop."""

from __future__ import annotations

import json
import subprocess
import sys

LIMIT_MEBIBYTES = 1024
SCRIPT = """
import json, resource, time
import torch
from torch import nn
torch.set_num_threads(1)
start = time.process_time()
from vault_runner.worker.devices.virtual import Devices
Devices("shape", "cuda", 1).begin()
class Block(nn.Module):
    def __init__(self):
        super().__init__()
        sizes = dict(q=(8192, 8192), k=(8192, 1024), v=(8192, 1024), o=(8192, 8192))
        sizes |= dict(a=(8192, 28672), b=(8192, 28672), c=(28672, 8192))
        self.parts = nn.ModuleDict({name: nn.Linear(*size, bias=False) for name, size in sizes.items()})
        self.norm = nn.RMSNorm(8192)
    def forward(self, x):
        p, n = self.parts, x.shape[1]
        y = self.norm(x)
        q, k, v = (p[name](y).view(1, n, -1, 128).transpose(1, 2) for name in "qkv")
        y = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + p["o"](y.transpose(1, 2).flatten(2))
        return x + p["c"](nn.functional.silu(p["a"](x)) * p["b"](x))
model = nn.Sequential(nn.Embedding(128256, 8192), *(Block() for _ in range(80)), nn.Linear(8192, 128256, bias=False))
model = model.to("cuda", torch.bfloat16)
logits = model(torch.randint(0, 128256, (1, 4096), device="cuda"))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
numbers = sum(p.numel() for p in model.parameters())
print(json.dumps([numbers, list(logits.shape), str(logits.device), time.process_time() - start, memory]))
"""


def test_shapes_of_a_model_of_seventy_billion_parameters() -> None:
    """How long it takes is measured by the device bench: how fast a processor is, no test can know."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    numbers, shape, device, _seconds, memory = json.loads(done.stdout)
    assert numbers > 70e9
    assert (shape, device) == ([1, 4096, 128256], "cuda:0")
    assert memory <= LIMIT_MEBIBYTES
