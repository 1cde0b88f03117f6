"""A process for every note, with and without walls, against the least that could run them: 100 torch notes.

    python tests/bench/bench_execute.py [--notes 100] [--rounds 5] [--jobs 2]

A note has four blocks and one in five draws a figure. The least are one process for all notes, and a bare parent that
has everything loaded and forks for each note, without watching, limits or walls. All keep outputs and figures, all
start from nothing, imports included. The rounds alternate, and the ratio is taken within a round: absolute times say
more about the machine than about the tools. Also printed: what a session costs beyond its code, taken from sessions
that only import torch, by the walls around them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from vault_runner.config import Config
from vault_runner.execute import Executor, Level, Profile, run_all
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
RUN_A_NOTE = """
import ast, contextlib, gc, io, json, os, sys
import matplotlib.pyplot as plt, torch
torch.set_num_threads(1)

def run(blocks):
    space = {"__name__": "__main__"}
    kept = []
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
    return kept

notes = json.load(open(sys.argv[1]))
"""
ONE_PROCESS = f"""{RUN_A_NOTE}
kept = [run(blocks) for blocks in notes]
"""
FORKING = f"""{RUN_A_NOTE}
plt.figure().savefig(io.BytesIO(), format="svg")
plt.close("all")
gc.freeze()
running = 0
for number, blocks in enumerate(notes):
    if running == int(sys.argv[2]):
        os.wait()
        running -= 1
    running += 1
    if os.fork() == 0:
        with open(f"{{sys.argv[1]}}.{{number}}", "wb") as file:
            file.write(repr(run(blocks)).encode())
        os._exit(0)
while running:
    os.wait()
    running -= 1
"""
"""The least that gives each note a process of its own."""


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


def ours(vault: Path, notes: list[NotePlan], jobs: int, profile: Profile) -> Iterator[SessionRun]:
    """Run every note in a process of its own, behind the walls of `profile`."""
    heavy = ("torch", "numpy", "matplotlib")
    with Executor(Path(sys.executable), vault, Config(), preload=heavy, profile_of=_always(profile)) as executor:
        yield from run_all(Plan(tuple(notes)), executor, jobs=jobs)


def time_ours(vault: Path, notes: list[NotePlan], jobs: int, profile: Profile) -> float:
    """Return the seconds for all notes, and make sure that all ended well."""
    started = time.perf_counter()
    runs = list(ours(vault, notes, jobs, profile))
    seconds = time.perf_counter() - started
    wrong = [result for run in runs for result in run.results if result.status != "ok"]
    if wrong or len(runs) != len(notes):
        sys.exit(f"{len(wrong)} blocks did not end well, such as {wrong[:1]}")
    return seconds


def time_program(program: str, *arguments: str) -> float:
    """Return the seconds that a program of a few lines takes for the same blocks."""
    started = time.perf_counter()
    command = [sys.executable, "-c", program, *arguments]
    subprocess.run(command, env=zygote_environment(os.environ), check=True, capture_output=True)
    return time.perf_counter() - started


def compare(vault: Path, listing: Path, notes: list[NotePlan], rounds: int, jobs: int) -> None:
    """Time all ways in turn and print the ratios."""
    ratios: dict[str, list[float]] = {"approved": [], "strict": [], "approved to one process": []}
    for number in range(rounds):
        forking = time_program(FORKING, str(listing), str(jobs))
        one = time_program(ONE_PROCESS, str(listing))
        approved, strict = (time_ours(vault, notes, jobs, profile) for profile in ("approved", "strict"))
        ratios["approved"].append(approved / forking)
        ratios["strict"].append(strict / forking)
        ratios["approved to one process"].append(approved / one)
        times = f"one process {one:.2f} s, forking {forking:.2f} s, approved {approved:.2f} s, strict {strict:.2f} s"
        print(f"round {number + 1}: {times}")
    approved, strict, one = (statistics.median(found) for found in ratios.values())
    print(f"to the bare forking parent: approved {approved:.2f} (aim 1.3), strict {strict:.2f} (aim 1.8)")
    print(f"to one process for all: approved {one:.2f} (aim 1.6)")


def price_walls(vault: Path, count: int) -> None:
    """Print what a session that only imports torch takes by its walls, one way after the other in each turn."""
    ways: dict[str, tuple[Profile, Level | None]] = {
        "no walls": ("strict", Level.NONE),
        "approved": ("approved", None),
        "strict": ("strict", None),
    }
    heavy = ("torch", "numpy", "matplotlib")
    found: dict[str, list[float]] = {name: [] for name in ways}
    with contextlib.ExitStack() as stack:
        executors = {
            name: stack.enter_context(
                Executor(Path(sys.executable), vault, Config(), preload=heavy, profile_of=_always(profile), level=level)
            )
            for name, (profile, level) in ways.items()
        }
        for n in range(count + 2):
            note = planned(n, ["import torch\n"])
            for name, executor in executors.items():
                started = time.perf_counter()
                executor.run(note.sessions[0], {note.note.path: note.note.text})
                found[name].append((time.perf_counter() - started) * 1000)
    medians = {name: statistics.median(times[2:]) for name, times in found.items()}
    print("an empty torch session: " + ", ".join(f"{name} {median:.1f} ms" for name, median in medians.items()))
    paired = [strict - none for strict, none in zip(found["strict"][2:], found["no walls"][2:], strict=True)]
    print(f"the strict walls take {statistics.median(paired):.1f} ms of it (aim: at most 8 of 50)")


def _always(profile: Profile) -> Callable[[object], Profile]:
    return lambda _path: profile


def main() -> None:
    """Time everything and print it."""
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
        compare(vault, listing, notes, options.rounds, options.jobs)
        price_walls(vault, 60)


if __name__ == "__main__":
    main()
