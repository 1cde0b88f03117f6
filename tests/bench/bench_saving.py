"""What one write into a note costs with the whole protocol, beside a plain temporary file and rename.

    python tests/bench/bench_saving.py

Both ways take turns in one run, so that a busy machine slows both. With the undo record, as the command line writes.
"""

from __future__ import annotations

import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from vault_runner.write import UndoLog
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.writer import Writer
from vault_runner.write.replace import replace_file

ROUNDS = 60
SIZES = (20_000, 200_000)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each size."""
    folder = Path(tempfile.mkdtemp())
    try:
        for size in SIZES:
            measure(folder / str(size), size)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, size: int) -> None:
    """Write a note of `size` bytes in both ways, in turn."""
    vault = folder / "vault"
    vault.mkdir(parents=True)
    for name in ("plain.md", "protocol.md"):
        (vault / name).write_bytes(b"x" * size)
    writer = Writer(Ground(vault, folder / "state", patience=Patience(grace=1000.0)))
    log = UndoLog(folder / "undo", vault)
    plain, protocol = [], []
    for number in range(ROUNDS):
        content = hashlib.sha256(b"%d" % number).digest() + b"x" * size
        plain.append(seconds(lambda content=content: rename(vault / "plain.md", content)))  # type: ignore[misc]
        protocol.append(seconds(lambda content=content: write(writer, log, vault / "protocol.md", content)))  # type: ignore[misc]
    quick, careful = statistics.median(plain), statistics.median(protocol)
    print(f"{size:>7} bytes: plain {quick * 1e3:.1f} ms, protocol {careful * 1e3:.1f} ms, {careful / quick:.2f} times")
    writer.close(wait=False)


def rename(note: Path, content: bytes) -> None:
    """Write a temporary file, flush it, rename it, flush the folder."""
    with note.open("rb") as standing:
        replace_file(note, content, like=standing.fileno(), ready=lambda: None)


def write(writer: Writer, log: UndoLog, note: Path, content: bytes) -> None:
    """Write with everything."""
    writer.write(note, lambda _raw: content, record=lambda before, after: log.record(note.name, before, after))


if __name__ == "__main__":
    main()
