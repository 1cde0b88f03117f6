"""The processes below a process: listing them, measuring them, ending them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Collection
from pathlib import Path

PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.001


def children(pid: int) -> list[int]:
    """Return the children of `pid`; none if it is gone."""
    try:
        tasks = os.listdir(f"/proc/{pid}/task")  # noqa: PTH208 - runs ten times a second for every session
    except OSError:
        return []
    found: list[int] = []
    for task in tasks:
        try:
            found += map(int, (PROC / str(pid) / "task" / task / "children").read_text().split())
        except FileNotFoundError:
            # Either the thread ended just now, or this kernel was built without the `children` file.
            if (PROC / str(pid) / "task" / task).exists():
                return _children_by_search(pid)
        except OSError:
            continue
    return found


def _children_by_search(pid: int) -> list[int]:
    everyone = (int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal())
    return [other for other in everyone if parent(other) == pid]


def parent(pid: int) -> int:
    """Return the parent of `pid`, 0 if `pid` is gone."""
    try:
        # The name in parentheses may itself hold blanks and parentheses.
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def descendants(pid: int, spare: Collection[int] = ()) -> list[tuple[int, int]]:
    """Return every process below `pid` with its parent, parents first; the children in `spare` are passed over."""
    found = [(child, pid) for child in children(pid) if child not in spare]
    for child, _ in found:
        found += [(grandchild, child) for grandchild in children(child)]
    return found


def resident(pid: int) -> int:
    """Return the bytes of memory that `pid` holds, shared pages included; 0 if it is gone."""
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def proportional(pid: int) -> int:
    """Return the bytes that `pid` holds, each shared page divided among its holders; slower, exact."""
    try:
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def threads(pid: int) -> int:
    """Return how many threads `pid` has, 0 if it is gone."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[17])
    except (OSError, IndexError, ValueError):
        return 0


def strike(pid: int, expected_parent: int, number: int = signal.SIGKILL) -> None:
    """Signal `pid` if it is still a child of `expected_parent`; its number may have been given away meanwhile."""
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        return
    try:
        if parent(pid) == expected_parent:
            signal.pidfd_send_signal(handle, number)
    except OSError:
        pass
    finally:
        os.close(handle)


def reap() -> dict[int, int]:
    """Collect every child that has ended and return their wait statuses."""
    ended: dict[int, int] = {}
    try:
        while (outcome := os.waitpid(-1, os.WNOHANG))[0]:
            ended[outcome[0]] = outcome[1]
    except ChildProcessError:
        pass
    return ended


def sweep(spare: Collection[int] = (), seconds: float = 2.0) -> tuple[int, int]:
    """End every process below this one, except those in `spare` and what is below them.

    Orphans become children of this process, a subreaper, so that the search ends once there are none.

    Returns:
        How many processes were ended, and how many still stood when the time was over.
    """
    struck: set[int] = set()
    end = time.monotonic() + seconds
    while True:
        reap()
        left = descendants(os.getpid(), spare)
        if not left or time.monotonic() > end:
            return len(struck), len(left)
        for pid, its_parent in left:
            strike(pid, its_parent)
            struck.add(pid)
        time.sleep(_PAUSE)
