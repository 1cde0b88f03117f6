"""Measure what calls cost on each device; run as a program of its own by the notes' python, never imported there.

Standard library and torch alone. A child that dies, or a driver that hangs, takes nothing else along.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

SIZES = {"cpu": 512, "accelerator": 2048}
COPIED = 32 << 20
ROUNDS = 5


def measured() -> dict[str, Any]:
    """Return the figures of the processor and of every accelerator that torch sees."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    names = ["cpu"]
    if torch.accelerator.is_available():
        kind = torch.accelerator.current_accelerator().type
        names += (
            ["mps"] if kind == "mps" else [f"{kind}:{number}" for number in range(torch.accelerator.device_count())]
        )
    return {"torch": torch.__version__, "threads": 1, "devices": [figures(torch, name) for name in names]}


def figures(torch: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - a module
    """Return what is known of one device after a dozen probes."""
    here = name == "cpu"
    n = SIZES["cpu" if here else "accelerator"]

    def wait() -> None:
        if not here:
            torch.accelerator.synchronize(name)

    small = torch.ones(8, device=name)
    found: dict[str, Any] = {"device": name, "launch": seconds(lambda: small + small, wait, 200)}
    square = torch.ones(n, n, device=name)
    found["flops"] = 2 * n**3 / seconds(lambda: square @ square, wait, 3)
    found["flops_double"] = 0.0
    if not name.startswith("mps"):
        wide = torch.ones(n, n, device=name, dtype=torch.float64)
        found["flops_double"] = 2 * n**3 / seconds(lambda: wide @ wide, wait, 3)
    large = torch.ones(COPIED // 4, device=name)
    found["bandwidth"] = 2 * COPIED / seconds(lambda: large + 1, wait, 3)
    if not here:
        host = torch.ones(COPIED // 4)
        found["to_device"] = COPIED / seconds(lambda: host.to(name), wait, 3)
        found["to_host"] = COPIED / seconds(large.cpu, wait, 3)
        found["memory"] = memory(torch, name)
    return found


def memory(torch: Any, name: str) -> int:  # noqa: ANN401 - a module
    """Return the bytes that a device has, 0 where it doesn't say."""
    try:
        return int(torch.accelerator.get_memory_info(name)[1])
    except (AttributeError, RuntimeError, NotImplementedError):
        return 0


def seconds(call: Callable[[], Any], wait: Callable[[], None], repeats: int) -> float:
    """Return how long a call takes: the least of a few rounds, since all that disturbs makes it longer."""
    call()
    wait()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        wait()
        best = min(best, (time.perf_counter() - start) / repeats)
    return max(best, 1e-9)


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(measured()))
