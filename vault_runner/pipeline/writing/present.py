"""The vault-runs of this user that are under way on this machine: each says so of itself, in a file that it holds.

A file whose lock nobody holds is that of a process that was killed; a process number that was given away again can
hold no such lock. So what is listed here is alive, and may be told to end.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import sys
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from vault_runner.pipeline.places import running_folder

_SHORT = 200
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Present:
    """One vault-run that is under way."""

    pid: int
    command: str
    vault: str
    notes: tuple[str, ...]
    """What it was asked for, within the vault; empty for all of it."""
    since: float
    writing: bool = False
    """Whether it holds the lock of its vault."""


class Announcement:
    """Lets others see this process until it is closed, forgotten, or the process ends."""

    def __init__(self, vault: Path, notes: Sequence[str] = ()) -> None:
        """Write the file and hold it; a place that can't be written only keeps the process unseen."""
        path = running_folder() / f"{os.getpid()}-{time.monotonic_ns()}.json"
        command = " ".join(["vault-run", *sys.argv[1:]])[:_SHORT]
        said = {"pid": os.getpid(), "command": command, "vault": str(vault), "notes": list(notes), "since": time.time()}
        self.close: Callable[[], object] = _nothing
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            self.close = weakref.finalize(self, _withdraw, path, held, os.getpid())
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(held, json.dumps(said).encode())


def _nothing() -> None:
    """Close what was never opened."""


def _withdraw(path: Path, held: int, pid: int) -> None:
    if os.getpid() == pid:
        path.unlink(missing_ok=True)
    os.close(held)


def everyone() -> list[Present]:
    """Return all that are under way, the oldest first; files of dead ones are removed."""
    found = {}
    for path in sorted(running_folder().glob("*.json")):
        one = _look(path)
        if one is not None and one.pid not in found:
            found[one.pid] = one
    return sorted(found.values(), key=lambda one: one.since)


def stop(pid: int, patience: float) -> bool:
    """Ask a process to end as Ctrl-C would, and tell whether it did in time: what it has begun to write it finishes."""
    try:
        watched = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else -1
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return True
    if watched < 0:
        return _gone(pid, patience)
    try:
        return bool(select.select([watched], [], [], patience)[0])
    finally:
        os.close(watched)


def _gone(pid: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(_PAUSE)
    return False


def _look(path: Path) -> Present | None:
    """Return who holds a file, None if nobody does or if it can't be read."""
    try:
        held = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        if _is_free(held):
            path.unlink(missing_ok=True)
            return None
        said = json.loads(os.read(held, 1 << 16))
        one = Present(said["pid"], said["command"], said["vault"], tuple(said["notes"]), said["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    finally:
        os.close(held)
    return replace(one, writing=_holds(one))


def _is_free(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holds(one: Present) -> bool:
    """Tell whether a process is the one that the vault's lock names."""
    from vault_runner.pipeline.writing.desk import holder_of  # noqa: PLC0415 - it loads the writer

    return holder_of(Path(one.vault)) == one.pid
