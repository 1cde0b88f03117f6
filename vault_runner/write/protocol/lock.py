"""One command at a time writes into a vault; the one that waits can say for whom.

An editor that places results itself keeps the lock as long as it has the vault open. Nobody waits for that: what
others have to write is parked, and goes through the editor.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.write.protocol.quiet import LATER

PATIENCE = 10.0
"""Seconds to wait for another command, which holds the lock while it writes and not while it runs code."""
AT_ONCE = 0.3
IN_EDITOR = "its results are kept; they come into the note through that editor, or once it has closed the vault"


@contextmanager
def vault_lock(
    folder: Path, tell: Callable[[str], None], patience: float = PATIENCE, *, keeps: bool = False
) -> Iterator[None]:
    """Hold the lock of a vault, which lies in `folder`; with `keeps`, for as long as an editor has the vault open.

    Raises:
        BusyNoteError: if another command keeps it; the message says which.
        WriteError: if the place of the lock can't be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - it takes longer to load than a small vault to look at

    holder = folder / "holder"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=min(AT_ONCE, patience))
        try:
            lock.acquire()
        except Timeout:
            _refuse_kept(folder)
            tell(f"waiting for {_told(holder)}")
            _acquire_late(lock.acquire, holder, patience)
        _name_yourself(holder, keeps=keeps)
    except OSError as error:
        raise WriteError(f"can't be locked: {error.strerror}", path=str(folder)) from error
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def kept_by(folder: Path) -> str:
    """Return who keeps the lock for an editor, as far as anybody said so; to be asked when it could not be had."""
    said = _said(folder / "holder")
    return _told(folder / "holder") if said.get("keeps") is True else ""


def _refuse_kept(folder: Path) -> None:
    if keeper := kept_by(folder):
        raise BusyNoteError(f"{keeper} has this vault open in an editor and writes its notes", remedy=IN_EDITOR)


def _acquire_late(acquire: Callable[..., object], holder: Path, patience: float) -> None:
    """Wait for a command that writes; for an editor, which may have come a moment ago, nobody waits."""
    from filelock import Timeout  # noqa: PLC0415 - as above

    end = time.monotonic() + patience - AT_ONCE
    while (left := end - time.monotonic()) > 0:
        with suppress(Timeout):
            acquire(timeout=min(left, AT_ONCE))
            return
        _refuse_kept(holder.parent)
    raise BusyNoteError(f"{_told(holder)} is writing into this vault", remedy=LATER)


def _name_yourself(holder: Path, *, keeps: bool) -> None:
    command = " ".join(["vault-run", *sys.argv[1:]])
    said = {"pid": os.getpid(), "command": command[:200], "since": time.time(), "keeps": keeps}
    fresh = holder.with_suffix(".new")
    with suppress(OSError):  # whole or not at all: who reads half of it would not know that an editor is here
        fresh.write_text(json.dumps(said), encoding="utf-8")
        fresh.replace(holder)


def holder_in(folder: Path) -> int:
    """Return the process that says it holds the lock in `folder`, 0 if none does."""
    pid = _said(folder / "holder").get("pid")
    return pid if isinstance(pid, int) else 0


def _told(holder: Path) -> str:
    """Return who holds the lock, as far as it said so."""
    said = _said(holder)
    try:
        since = time.strftime("%H:%M:%S", time.localtime(said["since"]))
        return f"`{said['command']}` (process {said['pid']}, since {since})"
    except (ValueError, KeyError, TypeError):
        return "another vault-run"


def _said(holder: Path) -> dict[str, Any]:
    try:
        said = json.loads(holder.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
