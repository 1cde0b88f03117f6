"""Each algorithm that the math core chose, against the plain one and the library's, in turn in one run.

    python tests/bench/bench_mathcore.py [--rounds 7] [--only gdt]

Prints microseconds of thread time (median) and how often as fast as each contender ours is (median of the ratios
within a round: above 1 ours is faster). One thread; absolute times say more about the machine than about the code.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import torch

from vault_runner import mathcore as vm

Call: TypeAlias = Callable[[], Any]
Contest: TypeAlias = tuple[str, dict[str, Call]]  # the first contender is ours

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

random = np.random.default_rng(0)


def main() -> None:
    """Run the contests and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if not os.environ.keys() >= ONE_THREAD.keys():  # the libraries read them while they are imported
        os.execve(sys.executable, [sys.executable, *sys.argv], {**ONE_THREAD, **os.environ})  # noqa: S606 - ourselves
    torch.set_num_threads(1)
    for name, contenders in contests():
        if options.only in name:
            print(report(name, contenders, options.rounds), flush=True)


def report(name: str, contenders: dict[str, Call], rounds: int) -> str:
    """Time the contenders in turn and return one line."""
    repeats = {label: _repeats(call) for label, call in contenders.items()}
    times = [{label: _time(call, repeats[label]) for label, call in contenders.items()} for _ in range(rounds)]
    ours, *others = contenders
    parts = [f"{ours} {statistics.median(each[ours] for each in times):.1f} us"]
    for other in others:
        ratio = statistics.median(each[other] / each[ours] for each in times)
        parts.append(f"{other} {statistics.median(each[other] for each in times):.1f} us (x{ratio:.2f})")
    return f"{name:42} " + " | ".join(parts)


def _repeats(call: Call) -> int:
    call()
    return max(1, min(20_000, int(2e4 / max(_time(call, 1), 1e-2))))


def _time(call: Call, repeats: int) -> float:
    gc.disable()
    start = time.thread_time_ns()
    for _ in range(repeats):
        call()
    spent = time.thread_time_ns() - start
    gc.enable()
    return spent / repeats / 1e3


def contests() -> Iterator[Contest]:
    """Yield every contest, smallest first within a topic."""
    yield from _gdt()
    yield from _distances()
    yield from _exponentials()
    yield from _flows()
    yield from _jacobians()
    yield from _strassen()
    yield from _overheads()


def _gdt() -> Iterator[Contest]:
    for shape in ((8, 8, 8), (32, 32, 32), (128, 128, 64), (256, 256, 128)):
        x, y = (random.standard_normal(shape).astype(np.float32) for _ in range(2))
        yield from _gdt_pair(f"gdt {'x'.join(map(str, shape))}", x, y)
    x = random.standard_normal((256, 256, 128)).astype(np.float32)
    stored = random.standard_normal((128, 256, 256)).astype(np.float32)
    yield from _gdt_pair("gdt 256x256x128, one transposed", x, stored.transpose(2, 1, 0))


def _gdt_pair(name: str, x: Any, y: Any) -> Iterator[Contest]:  # noqa: ANN401 - arrays
    a, b = torch.from_numpy(x), torch.from_numpy(y)
    yield (
        f"{name}, numpy",
        {
            "ours": lambda: vm.gdt(x, y),
            "(x*y).sum()": functools.partial(_product_sum, x, y),
            "vdot": lambda: np.vdot(x, y),
        },
    )
    yield (
        f"{name}, torch",
        {
            "ours": lambda: vm.gdt(a, b),
            "(x*y).sum()": functools.partial(_product_sum, a, b),
            "einsum": lambda: torch.einsum("ijk,ijk->", a, b),
        },
    )


def _product_sum(x: Any, y: Any) -> Any:  # noqa: ANN401 - arrays
    return (x * y).sum()


def _distances() -> Iterator[Contest]:
    cdist = importlib.import_module("scipy.spatial.distance").cdist
    for dtype in ("float64", "float32"):
        for n, d in ((100, 3), (1000, 3), (1000, 15), (1000, 64), (1000, 512)):
            x, y = (random.standard_normal((n, d)).astype(dtype) for _ in range(2))
            a, b = torch.from_numpy(x), torch.from_numpy(y)
            plain = functools.partial(_broadcast, x, y) if d <= 64 else functools.partial(_dot_trick, x, y)
            yield (
                f"pairwise_sqdist {n}x{n}, d={d}, {dtype}, numpy",
                {
                    "ours": functools.partial(vm.pairwise_sqdist, x, y),
                    "dot trick" if d > 64 else "broadcast": plain,
                    "cdist": functools.partial(cdist, x, y, "sqeuclidean"),
                },
            )
            yield (
                f"pairwise_sqdist {n}x{n}, d={d}, {dtype}, torch",
                {
                    "ours": functools.partial(vm.pairwise_sqdist, a, b),
                    "cdist**2": functools.partial(_torch_cdist, a, b),
                },
            )


def _broadcast(x: Any, y: Any) -> Any:  # noqa: ANN401 - arrays
    return ((x[:, None] - y) ** 2).sum(-1)


def _dot_trick(x: Any, y: Any) -> Any:  # noqa: ANN401 - arrays
    return (x * x).sum(1)[:, None] + (y * y).sum(1) - 2 * x @ y.T


def _torch_cdist(a: Any, b: Any) -> Any:  # noqa: ANN401 - tensors
    return torch.cdist(a, b) ** 2


def _exponentials() -> Iterator[Contest]:
    expm = importlib.import_module("scipy.linalg").expm
    for n in (2, 50, 200):
        x = random.standard_normal((n, n)) / np.sqrt(n)
        a = torch.from_numpy(x)
        yield (
            f"matrix_exp {n}x{n}",
            {
                "ours": functools.partial(vm.matrix_exp, x),
                "expm": functools.partial(expm, x),
                "ours on tensor": functools.partial(vm.matrix_exp, a),
                "torch": functools.partial(torch.linalg.matrix_exp, a),
            },
        )


def _flows() -> Iterator[Contest]:
    expm = importlib.import_module("scipy.linalg").expm
    action = importlib.import_module("scipy.sparse.linalg").expm_multiply
    for n in (2, 50, 200):
        x = random.standard_normal((n, n)) / np.sqrt(n)
        start, t = random.standard_normal(n), np.linspace(0, 2, 200)
        yield (
            f"linear_flow n={n}, 200 equal times",
            {
                "ours": functools.partial(vm.linear_flow, x, start, t),
                "one exponential, 199 products": functools.partial(_products, expm, x, start, t),
                "expm each": functools.partial(_each, expm, x, start, t),
                "expm_multiply": functools.partial(action, x, start, start=0, stop=2, num=200, endpoint=True),
            },
        )
    for n in (2, 50, 200, 500):
        x = random.standard_normal((n, n)) / np.sqrt(n)
        start = random.standard_normal(n)
        yield (
            f"linear_flow n={n}, one time",
            {
                "ours": functools.partial(vm.linear_flow, x, start, 1.5),
                "expm @ x": functools.partial(_once, expm, x, start),
                "expm_multiply": functools.partial(action, x * 1.5, start),
            },
        )


def _once(expm: Any, x: Any, start: Any) -> Any:  # noqa: ANN401 - arrays
    return expm(x * 1.5) @ start


def _each(expm: Any, x: Any, start: Any, t: Any) -> Any:  # noqa: ANN401 - arrays
    return np.stack([expm(x * time) @ start for time in t])


def _products(expm: Any, x: Any, start: Any, t: Any) -> Any:  # noqa: ANN401 - arrays
    power, states = expm(x * (t[1] - t[0])), [start]
    for _ in t[1:]:
        states.append(power @ states[-1])
    return np.stack(states)


def _jacobians() -> Iterator[Contest]:
    generator = torch.Generator().manual_seed(0)
    for o, d in ((10, 10), (10, 1000), (1000, 10), (300, 300), (10, 10_000), (10_000, 10)):
        inner = torch.randn(64, d, generator=generator) / d**0.5
        outer = torch.randn(o, 64, generator=generator) / 8
        f = functools.partial(_layer, inner, outer)
        x = torch.randn(d, generator=generator)
        yield (
            f"jacobian ({o}, {d})",
            {
                "ours": functools.partial(vm.jacobian, f, x),
                "jacrev": functools.partial(torch.func.jacrev(f), x),
                "jacfwd": functools.partial(torch.func.jacfwd(f), x),
            },
        )
    yield from _stated(generator)


def _stated(generator: torch.Generator) -> Iterator[Contest]:
    """A Jacobian that a note states: checked by three products, or compared with the whole true one."""
    for n in (30, 100, 200):
        w, x = torch.randn(n, n, generator=generator), torch.randn(n, generator=generator)
        f = functools.partial(_linear, x)
        yield from _checked(f"W x by W, {n}x{n}", f, w)
    for n in (300, 1000):
        inner, outer = (torch.randn(n, n, generator=generator) / n**0.5 for _ in range(2))
        yield from _checked(f"two layers, {n}", functools.partial(_layer, inner, outer), torch.randn(n))


def _checked(name: str, f: Any, x: Any) -> Iterator[Contest]:  # noqa: ANN401 - tensors
    stated = torch.func.jacrev(f)(x)
    yield (
        f"stated Jacobian of {name}",
        {
            "ours": functools.partial(vm.jacobian_residual, f, x, stated),
            "full Jacobian compared": functools.partial(_compare, f, x, stated),
        },
    )


def _layer(inner: Any, outer: Any, x: Any) -> Any:  # noqa: ANN401 - tensors
    return torch.tanh(outer @ torch.tanh(inner @ x))


def _linear(x: Any, w: Any) -> Any:  # noqa: ANN401 - tensors
    return w @ x


def _compare(f: Any, w: Any, stated: Any) -> float:  # noqa: ANN401 - tensors
    return float(abs(torch.func.jacrev(f)(w) - stated).max())


def _strassen() -> Iterator[Contest]:
    x, y = (random.standard_normal((1024, 1024)).astype(np.float32) for _ in range(2))
    yield (
        "strassen 1024, one level (a demonstration)",
        {"ours": lambda: vm.strassen(x, y, 512), "@": lambda: x @ y},
    )
    b, c = random.standard_normal((64, 32, 32)), random.standard_normal((64, 32, 32))
    yield (
        "bmm 64x32x32",
        {
            "ours": lambda: vm.bmm(b, c),
            "@": lambda: b @ c,
            "einsum": lambda: np.einsum("nab,nbc->nac", b, c),
        },
    )


def _overheads() -> Iterator[Contest]:
    """Small input, where only the cost of the call counts."""
    x = random.standard_normal(8)
    a = torch.from_numpy(x)
    yield "call of inner, numpy", {"ours": lambda: vm.inner(x, x), "vdot": lambda: np.vdot(x, x)}
    yield "call of inner, torch", {"ours": lambda: vm.inner(a, a), "dot": lambda: torch.dot(a, a)}
    yield "call of hadamard, numpy", {"ours": lambda: vm.hadamard(x, x), "*": lambda: x * x}
    yield "call of hadamard, torch", {"ours": lambda: vm.hadamard(a, a), "*": lambda: a * a}
    yield "call of reduce, numpy", {"ours": lambda: vm.reduce(x, "sum", 0), "sum": lambda: x.sum(axis=0)}
    yield "call of reduce, torch", {"ours": lambda: vm.reduce(a, "sum", 0), "sum": lambda: a.sum(dim=0)}


if __name__ == "__main__":
    main()
