"""Keep the cache within bounds: what was not used for longest goes. Rarely, and never in another process's way.

Who reads an entry that is being removed finds none, which every reader takes for an unknown one; what is young enough
to be still in the writing is left alone.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LIMIT = 2 << 30
"""Bytes that the entries may take together."""
FREED = 0.8
"""Of the limit, how much is left in use by a pruning, so that the next is not due at once."""
DAY = 86_400.0
YOUNG = 3_600.0
"""Seconds for which an entry is left alone whatever happens."""
FORGOTTEN = 60 * DAY
"""Seconds after which the index of a vault that nobody checks goes."""
ENTRIES = ("results", "equations")
INDEXES = "index"
MARK = "pruned"


class Entry(NamedTuple):
    """One file of the cache."""

    used: float
    size: int
    path: str


def prune(cache: Path, *, limit: int = LIMIT, now: float | None = None) -> bool:
    """Prune the cache unless that was done within the last day; return whether it was done now."""
    now = time.time() if now is None else now
    mark = cache / MARK
    with contextlib.suppress(OSError):
        if mark.exists() and 0 <= now - mark.stat().st_mtime < DAY:
            return False
        cache.mkdir(parents=True, exist_ok=True)
        mark.touch()
        os.utime(mark, (now, now))
        _prune_entries(cache, limit, now)
        _prune_indexes(cache / INDEXES, now)
        return True
    return False


def keep_in_use(path: Path) -> None:
    """Note that an entry was used, at most once a day."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY:
            os.utime(path)


def _prune_entries(cache: Path, limit: int, now: float) -> None:
    entries = [entry for folder in ENTRIES for entry in _files(str(cache / folder))]
    total = sum(entry.size for entry in entries)
    if total <= limit:
        return
    for entry in sorted(entries):
        if total <= limit * FREED or now - entry.used < YOUNG:
            return
        with contextlib.suppress(OSError):
            os.unlink(entry.path)  # noqa: PTH108 - strings, there may be a hundred thousand
            total -= entry.size


def _prune_indexes(folder: Path, now: float) -> None:
    """Remove indexes that nobody uses; one with a journal that holds something is in use, or was left by a crash."""
    found = {entry.path: entry for entry in _files(str(folder))}
    for path, entry in found.items():
        journal = found.get(f"{path}-wal")
        if path.endswith(".sqlite") and now - entry.used > FORGOTTEN and not (journal and journal.size):
            for ending in ("-wal", "-shm", ""):
                with contextlib.suppress(OSError):
                    os.unlink(path + ending)  # noqa: PTH108 - as above


def _files(folder: str) -> Iterator[Entry]:
    waiting = [folder]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    waiting.append(one.path)
                elif one.is_file(follow_symlinks=False):
                    status = one.stat(follow_symlinks=False)
                    yield Entry(max(status.st_mtime, status.st_atime), status.st_size, one.path)
