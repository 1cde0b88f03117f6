"""The snapshots that a guardian keeps, and which of them it gives up first."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vault_runner.worker import tree

_MIB = 1 << 20
_LEAST = 0.05
"""The part of the machine's memory below which snapshots are given up."""
_MEMORY = Path("/proc/meminfo")


@dataclass(slots=True)
class Frozen:
    """A process that stands still before the block `number`."""

    number: int
    pid: int
    handle: int
    post: socket.socket
    seconds: float
    """What it takes to get here from the snapshot before it."""
    size: int = _MIB
    """Bytes that it holds, each shared page divided among its holders."""


class Shelf:
    """Snapshots of one session, in the order of its blocks."""

    def __init__(self, limits: Mapping[str, Any]) -> None:
        """Keep `number` of them in `memory` MiB at most."""
        self._limits = limits
        self._frozen: list[Frozen] = []
        self._aside: list[Frozen] = []

    def pids(self) -> list[int]:
        """Return the processes that stand still."""
        return [frozen.pid for frozen in self._frozen]

    def numbers(self) -> list[int]:
        """Return the blocks before which one stands."""
        return [frozen.number for frozen in self._frozen]

    def add(self, frozen: Frozen) -> None:
        """Put the latest one on, which replaces those at or beyond its block."""
        for beyond in [other for other in self._frozen if other.number >= frozen.number]:
            self._drop(beyond)
        self._frozen.append(frozen)
        while len(self._frozen) > self._limits["number"]:
            self._evict()

    def take(self, wanted: int) -> Frozen | None:
        """Take the latest one off that stands at or before block `wanted`; those beyond it are ended."""
        self.set_aside(wanted)
        self.end_aside()
        return self._frozen.pop() if self._frozen else None

    def at(self, wanted: int) -> Frozen | None:
        """Return the latest one that stands at or before block `wanted`."""
        return next((frozen for frozen in reversed(self._frozen) if frozen.number <= wanted), None)

    def set_aside(self, wanted: int) -> None:
        """Take off those that stand beyond block `wanted`: nothing goes on from them any more."""
        self._aside += [frozen for frozen in self._frozen if frozen.number > wanted]
        self._frozen = [frozen for frozen in self._frozen if frozen.number <= wanted]

    def end_aside(self) -> None:
        """End those that were taken off, the latest first: it is ours, and what it was copied to is then, too."""
        while self._aside:
            _end(self._aside.pop())

    def weigh(self) -> None:
        """Measure all, and give up those that don't fit into memory."""
        for frozen in self._frozen:
            frozen.size = max(tree.proportional(frozen.pid), _MIB)
        while len(self._frozen) > 1 and sum(frozen.size for frozen in self._frozen) > self._limits["memory"] * _MIB:
            self._evict()

    def drop_all(self) -> None:
        """End all of them."""
        self.end_aside()
        while self._frozen:
            self._drop(self._frozen[-1])

    def _evict(self) -> None:
        """Give up the one that is cheapest to compute again for the memory that it holds; never the latest."""
        worth = [frozen.seconds / frozen.size for frozen in self._frozen[:-1]]
        if not worth:
            self.drop_all()
            return
        place = worth.index(min(worth))
        self._frozen[place + 1].seconds += self._frozen[place].seconds
        self._drop(self._frozen[place])

    def _drop(self, frozen: Frozen) -> None:
        self._frozen.remove(frozen)
        _end(frozen)


def _end(frozen: Frozen) -> None:
    """End a process; it is waited for only if it is our child, else its parent or the sweep will see to it."""
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(frozen.handle, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(frozen.pid, 0)
    os.close(frozen.handle)
    frozen.post.close()


def is_short() -> bool:
    """Tell whether the machine has hardly any memory left."""
    try:
        rows = dict(line.split(":", 1) for line in _MEMORY.read_text().splitlines())
        total, left = (int(rows[name].split()[0]) for name in ("MemTotal", "MemAvailable"))
    except (OSError, ValueError, KeyError, IndexError):
        return False
    return left < total * _LEAST
