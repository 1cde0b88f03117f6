"""The descriptors between the tool and one session, the tool's ends of them."""

from __future__ import annotations

import os
import socket
from types import TracebackType
from typing import Self


class Wires:
    """Two pipes for what is printed and a socket to the child; closed on leaving."""

    def __init__(self) -> None:
        """Open everything; `far` are the ends for the other side, in the order that the guardian expects."""
        self.stdout, far_stdout = os.pipe()
        self.stderr, far_stderr = os.pipe()
        self.talk, far_talk = socket.socketpair()
        self.far = [far_stdout, far_stderr, far_talk.detach()]
        os.set_blocking(self.stdout, False)
        os.set_blocking(self.stderr, False)

    def __enter__(self) -> Self:
        """Return the wires."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every end that is still ours."""
        self.hand_over()
        os.close(self.stdout)
        os.close(self.stderr)
        self.talk.close()

    def hand_over(self) -> None:
        """Close the far ends: the other side has its own copies now, and the end of those is to be seen."""
        for descriptor in self.far:
            os.close(descriptor)
        self.far = []
