"""Leases of Linux: know that nobody has a file open for writing, and be told when somebody wants to.

Whoever opens a leased file for writing waits in the kernel until the lease is given back. So it is held for as
short a time as can be: around one look and one exchange.
"""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from vault_runner.errors import WriteError

if sys.platform == "linux":
    import fcntl
    import signal

    F_SETSIG = getattr(fcntl, "F_SETSIG", 10)

UNABLE = frozenset({errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EACCES, errno.EPERM})
"""What file systems answer that know no leases, and kernels for files of other users."""


class CollisionError(WriteError):
    """Somebody else writes at the same time; nothing was written, and another try may do."""


@dataclass(slots=True)
class Lease:
    """A lease on an open file; `held` is False where the file system gives none."""

    file: int
    held: bool

    def __enter__(self) -> Self:
        """Return the lease."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lease back."""
        self.release()

    def is_broken(self) -> bool:
        """Tell whether somebody waits to write."""
        return self.held and _lease_of(self.file) is False

    def release(self) -> None:
        """Let writers in."""
        if self.held and sys.platform == "linux":
            self.held = False
            fcntl.fcntl(self.file, fcntl.F_SETLEASE, fcntl.F_UNLCK)


def take_lease(file: int) -> Lease:
    """Take a lease on a file that is open for reading.

    Raises:
        CollisionError: if somebody has it open for writing.
    """
    if sys.platform != "linux":
        return Lease(file, held=False)
    try:
        # The usual signal of a broken lease, SIGIO, kills; this one is ignored unless a program asks for it.
        fcntl.fcntl(file, F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        if error.errno == errno.EAGAIN:
            raise CollisionError("is being written by another program") from None
        if error.errno in UNABLE:
            return Lease(file, held=False)
        raise
    return Lease(file, held=True)


def _lease_of(file: int) -> bool:
    return sys.platform == "linux" and fcntl.fcntl(file, fcntl.F_GETLEASE) == fcntl.F_RDLCK
