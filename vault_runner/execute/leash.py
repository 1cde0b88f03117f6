"""The tool's hold on one guardian, which serves one session at a time."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
from collections.abc import Mapping


class Leash:
    """A socket to a guardian and a handle on its process."""

    def __init__(self, status: socket.socket, handle: int, age: int, *, apart: bool) -> None:
        """Hold both; `age` tells how much its zygote had learnt when it was forked.

        One that stands `apart` has left the namespaces of the machine, and serves only sessions that shall, too.
        """
        self.apart = apart
        self.status = status
        self.age = age
        self._handle = handle

    def start(self, request: Mapping[str, object], descriptors: list[int]) -> None:
        """Have a session started; OSError if the guardian is gone."""
        socket.send_fds(self.status, [json.dumps(request).encode()], descriptors)

    def order(self, letter: bytes) -> None:
        """Give an order; a guardian that is gone has carried out all of them."""
        with contextlib.suppress(OSError):
            self.status.send(letter)

    def kill(self) -> None:
        """Kill the guardian; the zygote sweeps what is below it."""
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def let_go(self) -> None:
        """Close both; the guardian ends its session, if it has one, and then itself."""
        self.status.close()
        os.close(self._handle)
