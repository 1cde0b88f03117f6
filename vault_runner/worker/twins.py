"""A snapshot's twin: forked while nobody waits, so that the snapshot itself stands on when its session goes on.

Without one the process that goes on has to be copied first, and what came after it has to end before it may begin. With
one it begins at once. There is one a session, of the snapshot that will most likely be wanted next.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time

from vault_runner.worker import tree
from vault_runner.worker.shelf import Frozen

ORDER = b"twin"
_WORD = 1 << 12
_MOST_MILLISECONDS = 1000
_ADOPTED_SECONDS = 0.5
_PAUSE = 0.001


class Twins:
    """The guardian's side: at most one twin, a child of the guardian."""

    def __init__(self) -> None:
        """Have none yet."""
        self._twin: Frozen | None = None

    def pids(self) -> list[int]:
        """Return the processes that stand still here."""
        return [self._twin.pid] if self._twin is not None else []

    def make(self, frozen: Frozen) -> None:
        """Have a snapshot leave a twin; if it can't, there is none."""
        if self._twin is not None and self._twin.number == frozen.number:
            return
        self.drop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, contextlib.suppress(OSError):
            socket.send_fds(frozen.post, [ORDER], [theirs.fileno()])
        found = _introduced(ours)
        if found is None:
            ours.close()
        else:
            self._twin = Frozen(frozen.number, *found, ours, 0.0)

    def take(self, number: int) -> Frozen | None:
        """Take off the twin of the snapshot before block `number`, None if there is none."""
        twin = self._twin
        if twin is None or twin.number != number or _has_ended(twin):
            return None
        self._twin = None
        return twin

    def drop(self) -> None:
        """End the twin, if there is one."""
        twin, self._twin = self._twin, None
        if twin is None:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(twin.handle, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(twin.pid, 0)
        os.close(twin.handle)
        twin.post.close()


def _introduced(post: socket.socket) -> tuple[int, int] | None:
    """Return who says to be the twin and a handle of it, None unless it has become a child of this process."""
    watch = select.poll()
    watch.register(post, select.POLLIN)
    if not watch.poll(_MOST_MILLISECONDS):
        return None
    try:
        pid = int(json.loads(post.recv(_WORD))["pid"])
        handle = os.pidfd_open(pid)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):  # it lies in the author's process
        return None
    end = time.monotonic() + _ADOPTED_SECONDS
    while tree.parent(pid) != os.getpid():
        if time.monotonic() > end:
            os.close(handle)
            return None
        time.sleep(_PAUSE)
    return pid, handle


def _has_ended(frozen: Frozen) -> bool:
    watch = select.poll()
    watch.register(frozen.handle, select.POLLIN)
    return bool(watch.poll(0))
