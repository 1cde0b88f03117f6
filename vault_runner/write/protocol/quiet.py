"""When to begin: not while somebody is typing, as far as a file can tell.

An editor that holds a note unsaved can't be seen from outside; that it saved a moment ago can.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from vault_runner.errors import BusyNoteError
from vault_runner.write.protocol.ground import Patience

LATER = "it is kept, and written by the next `vault-run run` in this vault"
EDITORS = frozenset({"obsidian", "logseq", "zettlr", "typora"})
"""Programs that keep a note open and save it by themselves while it is typed in."""
LOOK_EVERY = 0.1
NAME = 64
"""Bytes; a name has at most 15 and a line break."""


def is_fresh(note: Path, patience: Patience) -> bool:
    """Tell whether a note was saved a moment ago, by the clock of its file system."""
    return 0 <= time.time() - note.stat().st_mtime < patience.still


def editor_of(note: Path) -> str:
    """Return what says that an editor has the note open, empty if nothing does."""
    for name in (f".{note.name}.swp", f".#{note.name}", f".~lock.{note.name}#", f".{note.name}.kate-swp"):
        if os.path.lexists(note.with_name(name)):
            return name
    return next((name for name, folder in _programs() if name in EDITORS and _is_mine(folder)), "")


def wait_until_quiet(note: Path, patience: Patience, tell: Callable[[str], None]) -> None:
    """Wait until nobody has saved a note for a while.

    Raises:
        BusyNoteError: if somebody keeps saving it.
        OSError: if it is gone.
    """
    if not is_fresh(note, patience):
        return
    tell(f"waiting until {note.name} has been left alone for {patience.still:g} s")
    end = time.monotonic() + patience.most
    seen, since = note.stat().st_mtime_ns, time.monotonic()
    # By the time that passes here as well: a clock that was set back would make the note young for hours.
    while is_fresh(note, patience) and time.monotonic() - since < patience.still:
        if time.monotonic() >= end:
            raise BusyNoteError("is being edited", remedy=LATER)
        time.sleep(min(LOOK_EVERY, patience.still / 4))
        now = note.stat().st_mtime_ns
        if now != seen:
            seen, since = now, time.monotonic()


def _programs() -> Iterator[tuple[str, str]]:
    """Yield the name of every program, where the system shows them as files, and its folder there.

    Each write asks for this, and there may be hundreds: hence no more is asked of each than its name.
    """
    if sys.platform != "linux":
        return
    for number in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208 - see above
        with suppress(OSError):
            file = os.open(f"/proc/{number}/comm", os.O_RDONLY | os.O_CLOEXEC)
            try:
                name = os.read(file, NAME)
            finally:
                os.close(file)
            yield name.decode(errors="replace").strip().lower(), f"/proc/{number}"


def _is_mine(folder: str) -> bool:
    """Tell whether a program is this user's."""
    try:
        return os.stat(folder).st_uid == os.getuid()  # noqa: PTH116 - a string already
    except OSError:
        return False
