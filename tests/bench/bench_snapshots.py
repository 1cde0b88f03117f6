"""The last of ten torch blocks is edited: going on from its snapshot against a run from the start.

    python tests/bench/bench_snapshots.py [--rounds 20] [--width 300]

Both runs of a round see the same edit, one after the other, in alternating order; the ratio is taken within a round.
Also printed: what a snapshot costs in time, as the difference between a run that leaves one before each block and a run
that leaves none, and in memory, as the pages that only it holds and as its share of all pages.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from execute.sessions import session, texts

from vault_runner.config import Config
from vault_runner.execute import Executor, Keep, LiveSessions, always_approved
from vault_runner.model import Session, SessionRun
from vault_runner.worker import tree

BLOCK = """import torch
X{n} = torch.randn({w}, {w}) @ torch.randn({w}, {w})
net{n} = torch.nn.Linear({w}, {w})
net{n}(X{n}).sum().backward()
print(X{n}.shape)"""


def note(width: int, version: int) -> Session:
    """Return ten blocks, the last one as a version of its own."""
    blocks = [BLOCK.format(n=number, w=width) for number in range(9)]
    return session(*blocks, f"print(X8.shape, {version})")


def seconds(run: Callable[..., SessionRun], whole: Session) -> float:
    """Return what a run took."""
    start = time.perf_counter()
    done = run(whole, texts(whole))
    took = time.perf_counter() - start
    assert all(result.status == "ok" for result in done.results), done.results
    return took


def told(name: str, times: list[float], unit: str = "ms", factor: float = 1000) -> None:
    """Print median, least and most."""
    ordered = sorted(one * factor for one in times)
    print(
        f"{name:44} {statistics.median(ordered):9.2f} {unit}   ({ordered[0]:.2f} to {ordered[-1]:.2f}, n={len(times)})"
    )


def memory(live: LiveSessions) -> None:
    """Print what the snapshots that stand now hold."""
    assert live._warm is not None
    pids = [pid for guardian in tree.children(live._warm.pid) for pid, _ in tree.descendants(guardian)]
    told("memory of a snapshot, its own pages", [private(pid) / 2**20 for pid in pids], "MB", 1)
    told("memory of a snapshot, its share of all", [tree.proportional(pid) / 2**20 for pid in pids], "MB", 1)


def private(pid: int) -> int:
    """Return the bytes that a process shares with no other."""
    rows = (tree.PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_")) * 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--width", type=int, default=300)
    chosen = parser.parse_args()
    warm, python = ("numpy", "torch", "matplotlib"), Path(sys.executable)
    with (
        tempfile.TemporaryDirectory() as vault,
        LiveSessions(python, Path(vault), Config(), preload=warm, profile_of=always_approved, keep=Keep()) as live,
        Executor(python, Path(vault), Config(), preload=warm, profile_of=always_approved) as fresh,
    ):
        first: list[float] = []
        plain: list[float] = []
        edited: list[float] = []
        whole: list[float] = []
        for run in (live.run, fresh.run, live.run, fresh.run):
            seconds(run, note(chosen.width, -1))
            live.forget("note.md")
        for version in range(chosen.rounds):
            live.forget("note.md")
            time.sleep(0.5)  # the end of a dozen large processes takes a moment
            first.append(seconds(live.run, note(chosen.width, version)))
            plain.append(seconds(fresh.run, note(chosen.width, version)))
        memory(live)
        for version in range(chosen.rounds):
            pair = [(edited, live.run), (whole, fresh.run)]
            for times, run in pair if version % 2 else pair[::-1]:
                times.append(seconds(run, note(chosen.width, 1000 + version)))
        told("a snapshot before each block, per block", [(a - b) / 10 for a, b in zip(first, plain, strict=True)])
        told("from the start, leaving snapshots", first)
        told("from the start", whole)
        told("block 10 of 10 edited, going on", edited)
        told("how many times as fast", [b / a for a, b in zip(edited, whole, strict=True)], "x", 1)


if __name__ == "__main__":
    main()
