"""What a check of a large vault costs: cold, with nothing changed, and with one note edited.

    python tests/bench/bench_scale.py [--notes 10000] [--rounds 9] [--large] [--seed 1]

The vault is generated: six notes in ten hold prose alone, three a formula, one a block of python; one in a hundred
fails. A check in which nothing changed is held against the least that any tool must do, a walk that asks for the status
of every note and does nothing with it: `walk` is that program's time less python's own start, and the check's time is
less that of `--help`. Both are timed in turn and the ratio is taken within a round. With `--large` ten times as many
notes are checked as well, which takes some minutes.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PROSE = (
    "each row of the table is one day at the station and every column one instrument so a mean along the rows "
    "tells how warm the place is while a mean along the columns tells how warm the day was"
)
WALK = """
import os, sys
waiting = [sys.argv[1]]
while waiting:
    with os.scandir(waiting.pop()) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(".md"):
                entry.stat(follow_symlinks=False)
"""
TOOL = [sys.executable, "-m", "vault_runner"]
LEAVES, FAILING = 100, 100


class Cost(NamedTuple):
    """What one command took."""

    seconds: float
    cpu: float
    """Seconds of processor time, with those of the processes that it started and waited for."""
    mebibytes: float
    code: int
    said: str


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", action="store_true")
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("CACHE", "STATE", "CONFIG")})
        sizes = [wishes.notes // 10, wishes.notes, *([10 * wishes.notes] if wishes.large else [])]
        costs = {size: cold(Path(folder) / f"vault {size}", size, wishes.seed) for size in sizes}
        linear(costs)
        for size in sizes[1:]:
            unchanged(Path(folder) / f"vault {size}", wishes.rounds)
            edited(Path(folder) / f"vault {size}", wishes.rounds)


def write_vault(vault: Path, notes: int, seed: int) -> None:
    """Write `notes` notes into `vault`, a hundred a folder."""
    chance = random.Random(seed)  # noqa: S311 - prose, no secret
    for number in range(notes):
        folder = vault / f"part {number // LEAVES:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"note {number:06}.md").write_text(note(number, chance), encoding="utf-8")
    (vault / "vault-run.yaml").write_text("# every setting at its default\n", encoding="utf-8")


def note(number: int, chance: random.Random) -> str:
    """Return one note; one in a hundred fails."""
    prose = "\n\n".join(" ".join(chance.choices(PROSE.split(), k=70)) for _ in range(6))
    kind, wrong = number % 10, number % FAILING == 0
    if kind == 0:
        shape = f"(3, {number % 7 + 3 if wrong else number % 7 + 2})"
        block = f"import numpy as np\n\nrows = np.ones((3, {number % 7 + 2}))\nrows  # shape {shape}\n"
        return f"# Note {number}\n\n{prose}\n\n```python run\n{block}```\n"
    if kind <= 3:
        terms = chance.randint(2, 9)
        return f"# Note {number}\n\n{prose}\n\n$$\n{terms} (a + b) = {terms} a + {terms} b\n$$\n"
    return f"# Note {number}\n\n{prose}\n"


def cold(vault: Path, notes: int, seed: int) -> Cost:
    """Check a vault of which nothing is known."""
    write_vault(vault, notes, seed)
    cost = run([*TOOL, "check", str(vault)])
    print(f"{notes:>7} notes, cold: {cost.seconds:7.1f} s, {cost.mebibytes:4.0f} MiB at most; {cost.said}")
    return cost


def linear(costs: dict[int, Cost]) -> None:
    """Print how the time grows with the number of notes."""
    sizes = sorted(costs)
    for small, large in itertools.pairwise(sizes):
        growth = costs[large].seconds / costs[small].seconds / (large / small)
        cpu = costs[large].cpu / costs[small].cpu / (large / small)
        memory = costs[large].mebibytes
        print(
            f"{small} → {large} notes: {growth:.2f} times as long a note (aim: at most 1.2), "
            f"{cpu:.2f} times the processor time, {memory:.0f} MiB (≤ 300)"
        )


def unchanged(vault: Path, rounds: int) -> None:
    """Print what a check in which nothing changed costs beside the walk."""
    walk = [sys.executable, "-c", WALK, str(vault)]
    for _ in range(2):
        run([*TOOL, "check", str(vault)])  # the second one finds that no note is young any more
        time.sleep(2.5)
    rows = [
        [run(command).seconds for command in (_check(vault), [*TOOL, "--help"], walk, [sys.executable, "-c", "pass"])]
        for _ in range(rounds)
    ]
    bare = statistics.median(walked - python for _, _, walked, python in rows)
    strict = statistics.median((check - help_) / (walked - python) for check, help_, walked, python in rows)
    whole = statistics.median((check - help_) / walked for check, help_, walked, _ in rows)
    cost = run(_check(vault))
    verified = statistics.median(run([*_check(vault), "--verify-content"]).seconds for _ in range(rounds))
    print(f"nothing changed: {1000 * statistics.median(row[0] for row in rows):.0f} ms, {cost.mebibytes:.0f} MiB")
    print(f"    (check - help) / walk: {strict:.2f} (aim: at most 3), with python's own start in the walk {whole:.2f}")
    print(f"    walk {1000 * bare:.0f} ms; with --verify-content {1000 * verified:.0f} ms; {cost.said}")


def edited(vault: Path, rounds: int) -> None:
    """Print what one edited note costs beside a check in which nothing changed."""
    path = next(iter(sorted(vault.glob("part */note *1.md"))))
    alone = vault.parent / "alone"
    extra, own = [], []
    for number in range(rounds):
        text = f"# Edited\n\n$$\n{number + 11} (a + b) = {number + 11} a + {number + 11} b\n$$\n"
        path.write_text(text, encoding="utf-8")
        edited_one = run(_check(vault)).seconds
        extra.append(edited_one - run(_check(vault)).seconds)
        alone.mkdir(exist_ok=True)
        (alone / "vault-run.yaml").touch()
        (alone / "note.md").write_text(text.replace("a", "c"), encoding="utf-8")
        own.append(run(_check(alone)).seconds - run([*TOOL, "--help"]).seconds)
    print(
        f"one note edited: {1000 * statistics.median(extra):.0f} ms more; "
        f"that note in a vault of its own: {1000 * statistics.median(own):.0f} ms more than --help"
    )


def _check(vault: Path) -> list[str]:
    return [*TOOL, "check", str(vault)]


def run(command: Sequence[str]) -> Cost:
    """Run a command and return what it took."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        said = child.stdout.read() if child.stdout else ""
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    last = said.rstrip().rpartition("\n")[2]
    return Cost(
        time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, last
    )


if __name__ == "__main__":
    main()
