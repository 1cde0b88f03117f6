"""A process for every note against one process for all: 100 torch notes of four blocks, a figure in one of five.

    python tests/bench/bench_execute.py [--notes 100] [--rounds 5] [--jobs 2]

Both keep outputs and figures, both start from nothing, imports included. The rounds alternate, and the ratio is taken
within a round: absolute times say more about the machine than about the tools. Also printed: what a session costs
beyond its code, taken from sessions that only import torch.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from vault_runner.config import Config
from vault_runner.execute import Executor, run_all
from vault_runner.execute.environ import zygote_environment
from vault_runner.model import Block, BlockOptions, LineTable, Note, NotePlan, Plan, Session, SessionRun, Span, Step

BLOCKS = (
    """import torch
import torch.nn as nn
import matplotlib.pyplot as plt
torch.manual_seed({n})
x = torch.randn(32, {width})
print(x.shape)
""",
    """net = nn.Sequential(nn.Linear({width}, 16), nn.ReLU(), nn.Linear(16, 1))
y = x.sum(1, keepdim=True)
net(x).shape
""",
    """losses = []
for step in range(30):
    loss = ((net(x) - y) ** 2).mean()
    net.zero_grad()
    loss.backward()
    with torch.no_grad():
        for p in net.parameters():
            p -= 0.01 * p.grad
    losses.append(loss.item())
print(f"{{losses[-1]:.3f}}")
""",
    """A = x.T @ x / 32
values = torch.linalg.eigvalsh(A)
values[-3:]
""",
)
FIGURE = "plt.plot(losses)\nplt.title('loss')\nplt.xlabel('step')\n"
ONE_PROCESS = """
import ast, contextlib, io, json, sys
import matplotlib.pyplot as plt, torch
torch.set_num_threads(1)
kept = []
for blocks in json.load(open(sys.argv[1])):
    space = {"__name__": "__main__"}
    for source in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            tree = ast.parse(source)
            last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "note", "exec"), space)
            if last is not None:
                value = eval(compile(last, "note", "eval"), space)
                if value is not None:
                    print(repr(value))
        figures = []
        for number in plt.get_fignums():
            content = io.BytesIO()
            plt.figure(number).savefig(content, format="svg")
            figures.append(content.getvalue())
        plt.close("all")
        kept.append((out.getvalue(), figures))
print(len(kept), sum(len(figures) for _, figures in kept))
"""


def sources(n: int) -> list[str]:
    """Return the four blocks of note `n`."""
    blocks = [block.format(n=n, width=4 + n % 7) for block in BLOCKS]
    return [*blocks[:3], blocks[3].replace("values[-3:]\n", "") + FIGURE] if n % 5 == 0 else blocks


def planned(n: int, blocks: list[str]) -> NotePlan:
    """Return a plan for one note that holds `blocks`."""
    steps: list[Step] = []
    for number, source in enumerate(blocks):
        steps.append(_step(f"note {n:03}.md", f"{n}-{number}", source, steps[-1].block.end_line + 1 if steps else 1))
    text = "".join(f"```python run\n{source}```\n" for source in blocks)
    note = Note(
        path=steps[0].path,
        text=text,
        bom=False,
        digest="",
        lines=LineTable.of(text),
        properties={},
        blocks=tuple(step.block for step in steps),
        callouts=(),
        math=(),
        links=(),
        regions=(),
        claims=(),
        findings=(),
    )
    return NotePlan(note, (Session("default", tuple(steps), (), frozenset()),), (), ())


def _step(path: str, identifier: str, source: str, line: int) -> Step:
    end = line + source.count("\n") + 1
    block = Block(
        id=identifier,
        language="python",
        info="python run",
        options=(),
        source=source,
        span=Span(0, 0),
        line=line,
        end_line=end,
        closed=True,
        prefix="",
        fence="```",
        containers=(),
        commented=False,
        region=None,
    )
    names: frozenset[str] = frozenset()
    return Step(path, block, BlockOptions(), source, tuple(range(line + 1, end)), names, names, (), identifier)


def ours(vault: Path, notes: list[NotePlan], jobs: int) -> Iterator[SessionRun]:
    """Run every note in a process of its own."""
    heavy = ("torch", "numpy", "matplotlib")
    with Executor(Path(sys.executable), vault, Config(), preload=heavy) as executor:
        yield from run_all(Plan(tuple(notes)), executor, jobs=jobs)


def time_ours(vault: Path, notes: list[NotePlan], jobs: int) -> float:
    """Return the seconds for all notes, and make sure that all ended well."""
    started = time.perf_counter()
    runs = list(ours(vault, notes, jobs))
    seconds = time.perf_counter() - started
    wrong = [result for run in runs for result in run.results if result.status != "ok"]
    if wrong or len(runs) != len(notes):
        sys.exit(f"{len(wrong)} blocks did not end well, such as {wrong[:1]}")
    return seconds


def time_one_process(listing: Path) -> float:
    """Return the seconds that one process takes for the same blocks."""
    started = time.perf_counter()
    environment = zygote_environment(os.environ)
    subprocess.run([sys.executable, "-c", ONE_PROCESS, listing], env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def processor_seconds() -> float:
    """Return the processor time of this process and of all that it has waited for."""
    whole = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in whole)


def overhead(vault: Path, count: int) -> list[float]:
    """Return the milliseconds of each of `count` sessions that do nothing but import torch, one after the other."""
    times = []
    notes = [planned(n, ["import torch\n"]) for n in range(count + 1)]
    with Executor(Path(sys.executable), vault, Config(), preload=("torch", "numpy", "matplotlib")) as executor:
        for note in notes:
            started = time.perf_counter()
            executor.run(note.sessions[0], {note.note.path: note.note.text})
            times.append((time.perf_counter() - started) * 1000)
    return times[1:]


def main() -> None:
    """Time both in turn and print the ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--notes", type=int, default=100)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        vault, listing = Path(name) / "vault", Path(name) / "blocks.json"
        vault.mkdir()
        blocks = [sources(n) for n in range(options.notes)]
        listing.write_text(json.dumps(blocks), encoding="utf-8")
        notes = [planned(n, own) for n, own in enumerate(blocks)]
        ratios = []
        for number in range(options.rounds):
            before = processor_seconds()
            one = time_one_process(listing)
            between = processor_seconds()
            many = time_ours(vault, notes, options.jobs)
            work = (processor_seconds() - between) / (between - before)
            ratios.append(many / one)
            both = f"one process {one:.2f} s, a process a note {many:.2f} s"
            print(f"round {number + 1}: {both}, ratio {many / one:.2f}; of processor time {work:.2f}")
        print(f"median ratio {statistics.median(ratios):.2f} for {options.notes} notes (aim: at most 1.60)")
        times = sorted(overhead(vault, 60))
        print(f"an empty torch session: median {times[30]:.1f} ms, p95 {times[57]:.1f} ms (aim: at most 50)")


if __name__ == "__main__":
    main()
