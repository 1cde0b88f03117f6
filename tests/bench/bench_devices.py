"""What the device layer costs: a decision, a virtual block beside the real one, and shapes of a very large model.

    python tests/bench/bench_devices.py [--rounds 7]

Prints processor time (median) against the aim. One thread; absolute times say more about the machine than about
the code, so that each virtual block stands beside the same block run plainly. The virtual ways run in processes of
their own, since they stay until the process ends.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import timeit
from pathlib import Path
from typing import Any

import numpy as np
import torch

from vault_runner import mathcore as vm
from vault_runner.mathcore.costs import Costs, cheapest
from vault_runner.mathcore.devices import elsewhere

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
KNOWN = (
    Costs("cpu", 2e-6, 6e10, 3e10, 1e10),
    Costs("cuda:0", 1e-5, 1.5e13, 9e12, 1.5e12, 1.2e10, 1.2e10),
)
BLOCKS = {
    "batched product": "torch.randn(8, 16, 32, device=D) @ torch.randn(8, 32, 16, device=D)",
    "matrix exponential": "torch.linalg.matrix_exp(torch.randn(8, 8, device=D))",
    "Jacobian (3, 2)": "torch.func.jacrev(lambda x: torch.tanh(W @ x))(x)",
    "descent, 20 steps": (
        "w = x.clone().requires_grad_()\nfor _ in range(20):\n    g, = torch.autograd.grad((w ** 2).sum(), w)\n"
        "    w = (w - 0.1 * g).detach().requires_grad_()"
    ),
    "small CNN, forward and backward": "net(torch.randn(4, 3, 16, 16, device=D)).sum().backward()",
    "attention, 4 heads": "mha(torch.randn(2, 10, 16, device=D), *[torch.randn(2, 10, 16, device=D)] * 2)",
    "LSTM, 10 steps": "lstm(torch.randn(10, 2, 8, device=D))",
}
SETTING = """
import json, statistics, sys, time
import torch
from torch import nn
torch.set_num_threads(1)
blocks, rounds, mode = json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if mode != "real":
    from vault_runner.worker.devices.virtual import Devices
    Devices(mode, "cuda", 1).begin()
D = "cpu" if mode == "real" else "cuda"
W, x = torch.randn(3, 2, device=D), torch.randn(2, device=D)
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 14 * 14, 10)).to(D)
mha, lstm = nn.MultiheadAttention(16, 4, batch_first=True).to(D), nn.LSTM(8, 8).to(D)
found = {}
for name, source in blocks.items():
    code = compile(source, name, "exec")
    exec(code)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        exec(code)
        times.append((time.process_time() - start) * 1e3)
    found[name] = statistics.median(times)
print(json.dumps(found))
"""


GENERIC = {
    "products of a batch": ("torch.randn(a, b, c) @ torch.randn(a, c, d)", "(a, b, d)"),
    "attention": ("F.scaled_dot_product_attention(*[torch.randn(a, b, c, d)] * 3)", "(a, b, c, d)"),
    "strided convolution": (
        "F.conv2d(torch.randn(a, b, 3 * c, 3 * d), torch.randn(7, b, 3, 3), stride=3)",
        "(a, 7, c, d)",
    ),
    "Jacobian": ("torch.func.jacrev(lambda w: w @ torch.ones(b))(torch.ones(a, b))", "(a, a, b)"),
}
TWO_RUNS = """
import json, statistics, sys, time
import torch
import torch.nn.functional as F
torch.set_num_threads(1)
blocks, rounds, mode = json.loads(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if mode == "shape":
    from vault_runner.worker.devices.virtual import Devices
    Devices("shape", "cuda", 1).begin()
found = {}
for name, (source, stated) in blocks.items():
    times = []
    for _ in range(rounds + 1):
        start = time.process_time()
        for sizes in (dict(a=5, b=13, c=29, d=31), dict(a=7, b=11, c=37, d=23)):
            made = eval(source, {"torch": torch, "F": F, **sizes})
            assert tuple(made.shape) == eval(stated, sizes), name
        times.append((time.process_time() - start) * 1e3)
    found[name] = statistics.median(times[1:])
print(json.dumps(found))
"""
PROVED = {
    "product": ("a, b, c = 6, 4, 3", "torch.zeros(a, b) @ torch.zeros(b, c)", "(a, c)"),
    "joined": ("a, b = 6, 4", "torch.cat([torch.zeros(3, a), torch.zeros(3, b)], 1)", "(3, a + b)"),
    "heads": ("a, b = 8, 2", "torch.zeros(3, a).view(3, b, a // b)", "(3, b, a // b)"),
    "strided": ("a, b = 9, 4", "torch.zeros(a, b)[::2]", "((a + 1) // 2, b)"),
    "Kronecker": ("a, b = 3, 4", "torch.kron(torch.zeros(a, b), torch.zeros(b, a))", "(a * b, a * b)"),
    "a loop": ("a, b = 3, 4", "torch.stack([torch.zeros(b) for _ in range(a)])", "(a, b)"),
    "a layer": ("a, b = 3, 4", "torch.nn.Linear(a, b)(torch.zeros(2, a))", "(2, b)"),
    "same by chance": ("a, b = 4, 4", "torch.zeros(a, a)", "(a, b)"),
    "sum by chance": ("a, b = 2, 2", "torch.zeros(a + b)", "(a * b,)"),
    "a branch": ("a, b = 4, 6", "torch.zeros(a, b) if a < 5 else torch.zeros(b, a)", "(a, b)"),
    "a number inside": ("a, b = 4, 6", "torch.zeros(min(a, 5), b)", "(a, b)"),
    "rounded down": ("a, b = 8, 4", "torch.zeros(a // 2 * 2, b)", "(a, b)"),
}
"""Sizes, code and what is stated of it; the last six hold for some sizes alone."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    os.environ.update(ONE_THREAD)
    decisions()
    blocks(rounds)
    generic_shapes(rounds)
    false_proofs()
    large_model()


def decisions() -> None:
    """Print what a decision costs, and a call that nobody sends anywhere."""
    arrays = np.ones((1, 2, 2)), np.ones((1, 2, 2))
    _line("decision of the cost model", _microseconds(lambda: cheapest(KNOWN, 1e9, 1e6, 1e6, double=True)), "us", 1.0)
    _line("look whether anybody asks", _microseconds(lambda: elsewhere("numpy", 16.0, *arrays)), "us", 1.0)
    ours, plain = _microseconds(lambda: vm.bmm(*arrays)), _microseconds(lambda: arrays[0] @ arrays[1])
    _line("bmm above `@`", ours - plain, "us", 1.0)


def _microseconds(call: object) -> float:
    timer = timeit.Timer("call()", globals={"call": call})
    return statistics.median(timer.repeat(9, 20_000)) / 20_000 * 1e6


def blocks(rounds: int) -> None:
    """Print what each block costs plainly and on virtual devices."""
    found = {mode: _child(SETTING, json.dumps(BLOCKS), str(rounds), mode) for mode in ("real", "value", "shape")}
    for name, plain in found["real"].items():
        parts = [f"{mode} {found[mode][name]:.2f} ms (x{found[mode][name] / plain:.0f})" for mode in ("value", "shape")]
        print(f"{name:34} plain {plain:.2f} ms | {' | '.join(parts)}")


def generic_shapes(rounds: int) -> None:
    """Print what two runs with other sizes cost without values, beside the same runs with them."""
    found = {mode: _child(TWO_RUNS, json.dumps(GENERIC), str(rounds), mode) for mode in ("real", "shape")}
    for name, plain in found["real"].items():
        _line(f"two sizes, {name} (values: {plain:.1f} ms)", found["shape"][name], "ms", 20.0)


def false_proofs() -> None:
    """Print how much of what is told of shapes isn't so for sizes at random that fulfil what is printed.

    The cases are those of the tests, and `PROVED`; conditions are tried as well: with all of them, and without each.
    """
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - sys.path
    from devices.tried_sizes import START, Judge, Model  # noqa: PLC0415 - found by the line above

    torch.set_num_threads(1)
    cases = _cases()
    rulings = [
        (name, Judge(model).rule(line - 1 - START.count("\n"), text))
        for name, model, told in ((name, Model(cases[name]), told) for name, told in _told(cases, START).items())
        for line, text in told
    ]
    proved = [each for each in rulings if each[1].text.startswith("proved")]
    _line(
        f"false proofs ({len(proved)} of {len(rulings)} proved)", sum(bool(each.wrong) for _, each in proved), "", 0.0
    )
    _line("  with 0 or 1 for a size not spoken of", sum(bool(each.small) for _, each in proved), "", 0.0)
    others = sum(bool(each.wrong) for _, each in rulings if not each.text.startswith("proved"))
    _line("  wrong shapes where not proved", others, "", 0.0)
    conditional = [each for _, each in proved if " with " in each.text or "only for" in each.text]
    needless = sum(bool(each.needless) for each in conditional)
    print(f"  conditions not needed: in {needless} of {len(conditional)} proofs with conditions")
    print(f"  not proved although nothing speaks against it: {sum(each.general for _, each in rulings)}")
    for name, each in rulings:
        if each.wrong or each.small or each.unclear:
            print(f"    {name}: {each.text!r} {each.wrong[:1] or each.small[:1] or each.unclear[:1]}")


def _cases() -> dict[str, list[str]]:
    tests = Path(__file__).resolve().parents[1] / "devices"
    files = [json.loads((tests / name).read_text(encoding="utf-8")) for name in ("proofs.json", "sized_claims.json")]
    short = {name: [sizes, f"x = {code}  # {stated}"] for name, (sizes, code, stated) in PROVED.items()}
    return {**{name: case["code"] for file in files for name, case in file.items()}, **short}


def _told(cases: dict[str, list[str]], start: str) -> dict[str, list[tuple[int, str]]]:
    """Return what `check --prove` tells of the shapes of each case, with their lines."""
    with tempfile.TemporaryDirectory() as folder:
        for number, lines in enumerate(cases.values()):
            text = "\n".join(("```python run", start.rstrip(), *lines, "```", ""))
            Path(folder, f"{number:03}.md").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "vault_runner", "check", folder, "--trust", "--prove", "--format", "json"]
        notes = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["notes"]
    return {
        name: [(claim["line"], claim["evidence"].get("proof", "")) for claim in note["claims"]]
        for name, note in zip(cases, notes, strict=True)
    }


def large_model() -> None:
    """Print what the shapes of 70 billion parameters cost; the script is that of the test."""
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - sys.path
    from devices.test_large import SCRIPT  # noqa: PLC0415 - found by the line above

    numbers, _, _, seconds, mebibytes = _child(SCRIPT)
    _line(f"shapes of {numbers / 1e9:.1f} billion parameters", seconds, "s", 5.0)
    _line("  memory of the process", mebibytes, "MiB", 1024.0)


def _child(script: str, *arguments: str) -> Any:  # noqa: ANN401 - what the child printed
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _line(name: str, found: float, unit: str, aim: float) -> None:
    print(f"{name:34} {found:.2f} {unit} (aim {aim:g}: {'kept' if found <= aim else 'missed'})")


if __name__ == "__main__":
    main()
