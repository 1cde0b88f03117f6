"""How quickly the command line answers: `vault-run --help` next to `python -c pass`, in turn."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 15


def main() -> None:
    """Time both in turn and print the ratio."""
    ours, bare = [sys.executable, "-m", "vault_runner", "--help"], [sys.executable, "-c", "pass"]
    _time(ours)
    ratios = [_time(ours) / _time(bare) for _ in range(ROUNDS)]
    print(f"vault-run --help takes {statistics.median(ratios):.2f} times as long as python -c pass (aim: at most 6)")


def _time(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
