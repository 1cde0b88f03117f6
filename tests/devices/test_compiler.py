"""Torch's compiler isn't imported on virtual devices, and is there as soon as somebody wants it."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from vault_runner.worker.devices.compiler import NAME, SETTINGS

BEGIN = """
import sys
import torch
from vault_runner.worker.devices.virtual import Devices
Devices({mode!r}, "cuda", 1).begin()
def there():
    return type(sys.modules.get("torch._dynamo")).__name__ == "module"
"""
WORK = """
net = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.LayerNorm(4), torch.nn.GELU()).cuda()
steps = torch.optim.AdamW(net.parameters())
for _ in range(2):
    steps.zero_grad()
    torch.compile(net)(torch.randn(3, 4, device="cuda").normal_()).square().mean().backward()
    steps.step()
print(there())
"""
WISHES = {
    "a setting is read": "assert torch._dynamo.config.suppress_errors is False",
    "a setting is changed": "torch._dynamo.config.suppress_errors = True",
    "a setting that there is none": "\ntry:\n    torch._dynamo.config.no_such = 1\nexcept AttributeError:\n    pass",
    "a part": "import torch._dynamo.utils; assert torch._dynamo.utils.counters is not None",
    "a name of a part": "from torch._dynamo.source import ConstantSource",
    "it is imported": "import torch._dynamo as d; d.reset(); import torch._dynamo.config as c; c.verbose = True",
}


def told(mode: str, code: str) -> str:
    script = BEGIN.format(mode=mode) + code
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("mode", ["shape", "value"])
def test_a_training_loop_goes_without_it(mode: str) -> None:
    assert told(mode, WORK) == "False"


def test_whoever_wants_it_gets_it() -> None:
    """One process each would start torch for each; they are copies of one."""
    forked = (
        "import os\nfor wish in {wishes!r}:\n    if not os.fork():\n        {one}\n        os._exit(0)\n    os.wait()\n"
    )
    one = 'exec(wish, {"torch": torch}); os.write(1, f"{there()}\\n".encode())'
    found = told("value", forked.format(wishes=list(WISHES.values()), one=one))
    assert found.split() == ["True"] * len(WISHES), found


@pytest.mark.parametrize("name", SETTINGS)
def test_what_is_looked_up_is_what_the_compiler_has(name: str) -> None:
    assert getattr(importlib.import_module(f"{NAME}.config"), name) == SETTINGS[name]
