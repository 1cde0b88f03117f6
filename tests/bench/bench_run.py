"""Whole commands on the same 100 torch notes: ours, one process that runs every block, and nbmake.

    python tests/bench/bench_run.py [--notes 100] [--rounds 3] [--peer]

`--peer` needs an environment of its own for the peer: `make peers` builds it. The rounds alternate, and
what counts is the ratio within a round; absolute times say more about the machine than about the tools.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_notebooks, write_notes, write_script

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / ".venv-peers" / "bin" / "python"


def main() -> None:
    """Time the contenders in turn and print the ratios."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        rounds = [_round(scratch / str(number), options) for number in range(options.rounds)]
    for contender in rounds[0]:
        ratios = [times["vault-run"] / times[contender] for times in rounds]
        seconds = statistics.median(times[contender] for times in rounds)
        print(f"{contender:>14}: {seconds:7.2f} s   vault-run takes {statistics.median(ratios):.3f} of it")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", action="store_true")
    return parser.parse_args()


def _round(scratch: Path, options: argparse.Namespace) -> dict[str, float]:
    vault, script, notebooks = scratch / "vault", scratch / "all.py", scratch / "notebooks"
    for folder in (vault, notebooks):
        folder.mkdir(parents=True)
    write_notes(vault, options.notes)
    write_script(script, options.notes)
    write_notebooks(notebooks, options.notes)
    cache = {"XDG_CACHE_HOME": str(scratch / "cache"), "XDG_STATE_HOME": str(scratch / "state")}
    command = [sys.executable, "-m", "vault_runner", "run", str(vault), "--trust", "--no-cache", "-j", "2"]
    times = {
        "one process": _time([sys.executable, str(script), str(scratch)], {}),
        "vault-run": _time(command, cache),
    }
    if options.peer:
        nbmake = [str(PEER), "-m", "pytest", "-q", "--nbmake", "--overwrite", "-n", "2", "-p", "no:cacheprovider", "."]
        times["nbmake -n 2"] = _time(nbmake, {}, cwd=notebooks)
    shutil.rmtree(scratch)
    return times


def _time(command: list[str], environment: dict[str, str], cwd: Path = ROOT) -> float:
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=cwd, env={**os.environ, **one_thread, **environment}, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
