"""The real `vault-run watch` over a vault of files, and what it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from command import environment, vault_run

PATIENCE = 40.0
OUTPUT = re.compile(r"<!-- vr:out .*?-->\n~~~output\n(.*?)~~~\n<!-- vr:end -->", re.DOTALL)


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds, and fail if it doesn't in time."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"never happened: {what}"
        time.sleep(0.02)


def outputs(note: Path) -> list[str]:
    """Return the outputs that stand in a note."""
    try:
        return OUTPUT.findall(note.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []


def block(code: str) -> str:
    """Return a note with one block."""
    return f"# Note\n\n```python run\n{code}\n```\n"


def save(note: Path, text: str) -> None:
    """Save as most editors do: a temporary file that takes the note's place."""
    fresh = note.with_name(f".{note.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(note)


def folders_of(user: Path) -> dict[str, str]:
    """Return the caches and state of a user whose home is this folder."""
    return {"XDG_CACHE_HOME": str(user / "cache"), "XDG_STATE_HOME": str(user / "state")}


def commanded(user: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command as this user."""
    folders = folders_of(user)
    return vault_run(*arguments, XDG_CACHE_HOME=folders["XDG_CACHE_HOME"], XDG_STATE_HOME=folders["XDG_STATE_HOME"])


class Watch:
    """A running watch."""

    def __init__(self, vault: Path, *options: str, state: Path) -> None:
        """Start it."""
        self.vault = vault
        self.lines: list[str] = []
        self._user = state
        self.program = subprocess.Popen(
            [sys.executable, "-m", "vault_runner", "watch", str(vault), *options],
            env=environment(**folders_of(state)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        """Wait until it watches."""
        self.says("watching")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.end(signal.SIGTERM)
        if error is not None:
            print(self.text)  # noqa: T201 - what it said explains why a test failed

    @property
    def text(self) -> str:
        """All that it said so far."""
        return "\n".join(self.lines)

    def says(self, words: str, times: int = 1, patience: float = PATIENCE) -> None:
        """Wait until it has said something so often."""
        until(lambda: self.count(words) >= times, f"{words!r} in\n{self.text}", patience)

    def count(self, words: str) -> int:
        """Return in how many lines it said something."""
        return sum(words in line for line in list(self.lines))

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run another command with the same caches and state."""
        return commanded(self._user, *arguments)

    def end(self, number: signal.Signals) -> int:
        """End it by a signal and return its exit code."""
        if self.program.poll() is None:
            self.program.send_signal(number)
        status = self.program.wait(PATIENCE)
        self._reader.join(5)
        if self.program.stdout is not None and not self._reader.is_alive():
            self.program.stdout.close()
        return status

    def descendants(self) -> list[int]:
        """Return the processes below it."""
        parents: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                parents[int(entry.name)] = int(fields[1])
        found, waiting = [], [self.program.pid]
        while waiting:
            parent = waiting.pop()
            below = [pid for pid, its in parents.items() if its == parent]
            found += below
            waiting += below
        return found

    def _read(self) -> None:
        stream = self.program.stdout
        for line in stream or ():
            self.lines.append(line.rstrip("\n"))


@contextmanager
def watched(folder: Path, notes: dict[str, str], *options: str, trusted: bool = True) -> Iterator[Watch]:
    """Yield a watch over a vault with these files, approved unless said otherwise."""
    vault, state = folder / "vault", folder / "user"
    make(vault, notes)
    if trusted:
        approved = commanded(state, "trust", vault, "--yes")
        assert approved.returncode == 0, approved.stderr
    with Watch(vault, *options, state=state) as watch:
        yield watch


def make(vault: Path, files: dict[str, str]) -> None:
    """Make a vault of these files."""
    (vault / ".obsidian").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = vault / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def is_alive(pid: int) -> bool:
    """Tell whether a process lives."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:1]
