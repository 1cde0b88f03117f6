"""What a guardian of a session that is run again and again is given, and what it knows of the process that runs."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from mmap import mmap
from typing import Any


@dataclass(frozen=True, slots=True)
class Post:
    """What a guardian lends: its sockets, the page of the current line, its voice and its eye for excess."""

    status: socket.socket
    zygote: int
    alarm: tuple[int, int]
    mark: mmap
    tell: Callable[[dict[str, object]], None]
    excess: Callable[[Mapping[str, Any], int], str]


@dataclass(slots=True)
class Running:
    """The process that runs blocks, a child of this one."""

    pid: int
    handle: int
    post: socket.socket
    since: float
    """When the clock for the block that it is at was started."""
