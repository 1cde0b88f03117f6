"""Which processes belong to a session, on systems that know neither subreapers nor handles of processes.

They are found by their group, and by a word that the session's interpreter was started with and that every process
below it inherits. One that leaves the group and forgets its environment is not found; nothing prevents that there.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from vault_runner.worker import tree

MARK = "VAULT_RUN_SESSION"
_PROC = Path("/proc/self/environ")
_KIB = 1024
_PAUSE = 0.01


def of_session(leader: int, token: str) -> list[int]:
    """Return the processes of a session whose first process is, or was, `leader`."""
    word = f"{MARK}={token}"
    own = os.getpid()
    return [pid for pid, group, text in _everyone() if pid != own and (group == leader or word in text)]


def memory(processes: Sequence[int]) -> int:
    """Return the bytes of memory that processes hold together."""
    if _PROC.exists():
        return sum(map(tree.resident, processes))
    listed = _ps("-o", "rss=", "-p", ",".join(map(str, processes))) if processes else ""
    return sum(int(line) for line in listed.split() if line.isdigit()) * _KIB


def sweep(leader: int, token: str, seconds: float = 2.0) -> tuple[int, int]:
    """End what is left of a session; return how many processes were ended, and how many still stand."""
    struck: set[int] = set()
    end = time.monotonic() + seconds
    while True:
        left = of_session(leader, token)
        if not left or time.monotonic() > end:
            return len(struck), len(left)
        for pid in left:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                struck.add(pid)
        time.sleep(_PAUSE)


def _everyone() -> Iterator[tuple[int, int, str]]:
    """Yield number, group and environment of each process of this user; zombies have none and have ended."""
    if _PROC.exists():
        yield from _from_proc()
        return
    for line in _ps("-axwwE", "-o", "pid=,pgid=,stat=,command=").splitlines():
        pid, group, state, text = [*line.split(None, 3), "", "", "", ""][:4]
        if pid.isdigit() and group.isdigit() and not state.startswith("Z"):
            yield int(pid), int(group), text


def _from_proc() -> Iterator[tuple[int, int, str]]:
    for entry in os.listdir("/proc"):  # noqa: PTH208 - asked twice a second for every session
        if not entry.isdecimal():
            continue
        with suppress(OSError, IndexError):
            state, _, group = (tree.PROC / entry / "stat").read_text().rpartition(")")[2].split()[:3]
            if state != "Z":
                text = (tree.PROC / entry / "environ").read_bytes().decode("utf-8", "replace")
                yield int(entry), int(group), text


def _ps(*arguments: str) -> str:
    with suppress(OSError):
        return subprocess.run(["/bin/ps", *arguments], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return ""
