"""From a save to the output in the file, in a warm torch session, against a Jupyter kernel's execute round trip.

    .venv/bin/python tests/bench/bench_live.py [--edits 30] [--peer]

Each edit is paired with one round trip of a kernel on the same block, which has loaded torch where it has it; what
counts is the ratio within the pairs. A kernel answers in a namespace in which everything that ever ran still stands;
what is written into the note is what a fresh run of it gives. `--peer` needs `make peers`. Then the last of ten blocks
is edited, and the first as well, so that all ten run again.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vault_runner.watch.changes import PAUSE

ROOT = Path(__file__).resolve().parents[2]
PEER = ROOT / ".venv-peers" / "bin" / "python"
NOTE = "```python run\nimport torch\n```\n\n```python run\nprint({number} + 1)\n```\n"
WORK = "```python run\nsum(index * index for index in range(400_000))\n```\n\n"
TEN = "```python run\nimport torch  # above 0\n```\n\n" + 8 * WORK + "```python run\nprint({number} + 1)\n```\n"
KERNEL = """
import sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="python3")
client.execute_interactive("import {heavy}", output_hook=lambda _: None)
print("ready", flush=True)
for line in sys.stdin:
    started = time.perf_counter()
    client.execute_interactive(line.strip(), output_hook=lambda _: None)
    print(time.perf_counter() - started, flush=True)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


def main() -> None:
    """Edit a note again and again and print what came of it."""
    options = _options()
    with tempfile.TemporaryDirectory() as name, _watch(Path(name)) as note, _kernel(peer=options.peer) as kernel:
        pairs = [(_edit(note, number), _ask(kernel, number)) for number in range(2, options.edits + 2)]
    ours = [mine for mine, _ in pairs]
    _print("save to output in the file", ours)
    _print(f"the same beyond the pause of {PAUSE * 1000:.0f} ms", [mine - PAUSE for mine in ours])
    if kernel is not None:
        _print("Jupyter kernel, execute round trip", [theirs for _, theirs in pairs])
        ratio = statistics.median(mine / theirs for mine, theirs in pairs)
        beyond = statistics.median((mine - PAUSE) / theirs for mine, theirs in pairs)
        print(f"ratio within pairs, median: {ratio:.1f}; beyond the pause: {beyond:.1f}")
    _ten(min(options.edits, 5))


def _ten(edits: int) -> None:
    """Print what an edit of the last of ten blocks costs, and one of the first, below which all runs again."""
    with tempfile.TemporaryDirectory() as name, _watch(Path(name), TEN) as note:
        last = [_edit(note, number) for number in range(2, edits + 2)]
        first = [_edit(note, number, above=True) for number in range(edits + 2, 2 * edits + 2)]
    _print("block 10 of 10 edited, save to output", last)
    _print("blocks 1 and 10 of 10 edited, the same", first)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--peer", action="store_true")
    return parser.parse_args()


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * each for each in seconds)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{what}: median {statistics.median(ordered):.1f} ms, 95 % {late:.1f}, {ordered[0]:.1f} to {ordered[-1]:.1f}")


@contextmanager
def _watch(folder: Path, text: str = NOTE) -> Iterator[Path]:
    """Yield a watched note whose session is warm."""
    vault = folder / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    note = vault / "note.md"
    note.write_text(text.format(number=1), encoding="utf-8")
    state = {name: str(folder / name) for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "-m", "vault_runner"]
    subprocess.run(
        [*command, "trust", str(vault), "--yes"], env={**os.environ, **state}, check=True, capture_output=True
    )
    program = subprocess.Popen(
        [*command, "watch", "--slow", str(vault)], env={**os.environ, **state}, stdout=subprocess.DEVNULL
    )
    try:
        _await(note, 1)
        yield note
    finally:
        program.terminate()
        program.wait()


@contextmanager
def _kernel(*, peer: bool) -> Iterator[subprocess.Popen[str] | None]:
    """Yield a program that holds a warm kernel, None without a peer."""
    if not peer:
        yield None
        return
    lacks = subprocess.run([PEER, "-c", "import torch"], capture_output=True, check=False).returncode
    print("the kernel lacks torch, so it is lighter than our session" if lacks else "the kernel has loaded torch")
    code = KERNEL.format(heavy="sys" if lacks else "torch")
    with subprocess.Popen([PEER, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        program.stdout.readline()
        yield program


def _edit(note: Path, number: int, *, above: bool = False) -> float:
    """Save an edit and return the seconds until its output stands in the note."""
    time.sleep(1.0)
    text = note.read_text(encoding="utf-8").replace(f"print({number - 1} + 1)", f"print({number} + 1)")
    if above:
        text = re.sub(r"# above \d+", f"# above {number}", text)
    fresh = note.with_name(".fresh")
    fresh.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    fresh.replace(note)
    _await(note, number)
    return time.perf_counter() - started


def _await(note: Path, number: int) -> None:
    shown = f"~~~output\n{number + 1}\n~~~"
    end = time.monotonic() + 60
    while shown not in note.read_text(encoding="utf-8"):
        if time.monotonic() > end:
            raise TimeoutError(note.read_text(encoding="utf-8"))
        time.sleep(0.001)


def _ask(kernel: subprocess.Popen[str] | None, number: int) -> float:
    if kernel is None or kernel.stdin is None or kernel.stdout is None:
        return 0.0
    kernel.stdin.write(f"print({number} + 1)\n")
    kernel.stdin.flush()
    return float(kernel.stdout.readline())


if __name__ == "__main__":
    main()
