"""The goals of the math core, each beside what it was promised to beat, in turn in one run.

    python tests/bench/bench_goals.py [--rounds 7]

Ratios are medians of the ratios within a round, so that a busy machine disturbs both sides alike; figures in seconds
are processor time. The goals of virtual devices are in `bench_devices.py`.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import torch

from vault_runner import mathcore as vm

Call: TypeAlias = Callable[[], Any]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
LOAD = "import numpy as np\nx = np.ones((256, 256), dtype=np.float32)\nfor _ in range(1500): x @ x"

random = np.random.default_rng(0)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    if not os.environ.keys() >= ONE_THREAD.keys():  # the libraries read them while they are imported
        os.execve(sys.executable, [sys.executable, *sys.argv], {**ONE_THREAD, **os.environ})  # noqa: S606 - ourselves
    torch.set_num_threads(1)
    for part in (_overhead, _gdt, _distances, _jacobians, _trajectory, _workers):
        for name, found, aim, kept in part(rounds):
            print(f"{name:52} {found:>14}  aim {aim:<14} {'kept' if kept else 'missed'}", flush=True)


Row: TypeAlias = tuple[str, str, str, bool]


def _seconds(call: Call, repeats: int) -> float:
    start = time.thread_time()
    for _ in range(repeats):
        call()
    return (time.thread_time() - start) / repeats


def _paired(ours: Call, theirs: Call, rounds: int, repeats: int) -> tuple[float, float, float]:
    """Return the medians of both, and of how often ours is as fast."""
    ours(), theirs()
    times = [(_seconds(ours, repeats), _seconds(theirs, repeats)) for _ in range(rounds)]
    first, second = (statistics.median(each[at] for each in times) for at in (0, 1))
    return first, second, statistics.median(other / own for own, other in times)


def _overhead(rounds: int) -> Iterator[Row]:
    x = random.standard_normal(8)
    b = random.standard_normal((1, 2, 2))
    a, c = torch.from_numpy(x), torch.from_numpy(b)
    calls: dict[str, tuple[Call, Call]] = {
        "inner, numpy": (lambda: vm.inner(x, x), lambda: np.vdot(x, x)),
        "inner, torch": (lambda: vm.inner(a, a), lambda: torch.dot(a, a)),
        "hadamard, numpy": (lambda: vm.hadamard(x, x), lambda: x * x),
        "hadamard, torch": (lambda: vm.hadamard(a, a), lambda: a * a),
        "bmm, numpy": (lambda: vm.bmm(b, b), lambda: b @ b),
        "bmm, torch": (lambda: vm.bmm(c, c), lambda: c.bmm(c)),
    }
    for name, (ours, theirs) in calls.items():
        own, other, _ = _paired(ours, theirs, rounds, 5000)
        yield f"8  {name}: above the library's call", f"{(own - other) * 1e6:.2f} us", "<= 1 us", own - other <= 1e-6


def _gdt(rounds: int) -> Iterator[Row]:
    x, y = (random.standard_normal((256, 256, 64)).astype(np.float32) for _ in range(2))
    a, b = torch.from_numpy(x), torch.from_numpy(y)
    for name, u, v, aim in (("numpy", x, y, 3.5), ("torch", a, b, 2.0)):
        _, _, ratio = _paired(functools.partial(vm.gdt, u, v), functools.partial(_product_sum, u, v), rounds, 3)
        yield f"9  gdt against (x * y).sum(), {name}, 4.2e6 entries", f"x{ratio:.2f}", f">= x{aim}", ratio >= aim
    tracemalloc.start()
    vm.gdt(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield "9  gdt: largest temporary", f"{peak / 1e3:.1f} kB", "< 1 % of x", peak < x.nbytes / 100


def _product_sum(x: Any, y: Any) -> Any:  # noqa: ANN401 - arrays
    return (x * y).sum()


def _distances(_rounds: int) -> Iterator[Row]:
    base = random.standard_normal((200, 64)) + 1e3
    near = base + 1e-2 * random.standard_normal(base.shape)
    x, y = base.astype(np.float32), near.astype(np.float32)
    exact = ((x.astype(np.float64)[:, None] - y.astype(np.float64)) ** 2).sum(-1)
    for name, found in (("numpy", vm.pairwise_sqdist(x, y)), ("torch", vm.pairwise_sqdist(*map(torch.tensor, (x, y))))):
        worst = float((abs(np.asarray(found) - exact) / exact).max())
        yield f"10 pairwise distance at 1e3, close pairs, {name}", f"{worst:.1e}", "<= 1e-3", worst <= 1e-3


def _jacobians(rounds: int) -> Iterator[Row]:
    generator = torch.Generator().manual_seed(0)
    for o, d in ((10, 10), (10, 1000), (1000, 10), (300, 300)):
        inner, outer = (torch.randn(*size, generator=generator) for size in ((64, d), (o, 64)))
        f = functools.partial(_layers, inner / d**0.5, outer / 8)
        x = torch.randn(d, generator=generator)
        better = max(
            _paired(functools.partial(vm.jacobian, f, x), functools.partial(other(f), x), rounds, 2)[2] ** -1
            for other in (torch.func.jacrev, torch.func.jacfwd)
        )
        yield f"11 jacobian ({o}, {d}) against the better mode", f"x{better:.2f} time", "<= x1.5", better <= 1.5


def _layers(inner: Any, outer: Any, x: Any) -> Any:  # noqa: ANN401 - tensors
    return torch.tanh(outer @ torch.tanh(inner @ x))


def _trajectory(rounds: int) -> Iterator[Row]:
    expm = importlib.import_module("scipy.linalg").expm
    matrix, start = random.standard_normal((50, 50)) / 50**0.5, random.standard_normal(50)
    times = np.linspace(0, 2, 200)
    own, other, _ = _paired(
        functools.partial(vm.linear_flow, matrix, start, times),
        lambda: np.stack([expm(matrix * t) @ start for t in times]),
        rounds,
        1,
    )
    name = f"12 200 times, n = 50 (one expm each: {other * 1e3:.0f} ms)"
    yield name, f"{own * 1e3:.2f} ms", "<= 1.5 ms", own <= 1.5e-3


def _workers(rounds: int) -> Iterator[Row]:
    """Two processes of one thread against one: on a busy machine this says what is left over for us."""
    ratios = []
    for _ in range(rounds):
        one = _wall(1)
        ratios.append(2 * one / _wall(2))
    speed = statistics.median(ratios)
    name = f"13 work of 2 workers against 1 (load {os.getloadavg()[0]:.0f} on {os.cpu_count()})"
    yield name, f"x{speed:.2f}", ">= x1.8", speed >= 1.8


def _wall(workers: int) -> float:
    start = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", LOAD]) for _ in range(workers)]
    for each in running:
        each.wait()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
