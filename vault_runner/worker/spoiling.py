"""What a copy of a process can't stand for: files that were written, threads, children, connections, accelerators.

A block that leaves any of it behind ends the chain of copies. Where something can't be told for sure, it counts.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection

from vault_runner.worker import opened, tree

_DID: dict[str, str] = {
    **dict.fromkeys(
        (
            *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"),
            *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr", "os.mkfifo", "os.mknod"),
            *("shutil.rmtree", "shutil.move", "shutil.copyfile", "fcntl.flock", "fcntl.lockf"),
        ),
        "changed a file",
    ),
    **dict.fromkeys(
        (
            *("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.exec", "os.spawn"),
            "pty.spawn",
        ),
        "started a process",
    ),
    **dict.fromkeys(
        ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "sqlite3.connect", "urllib.Request"),
        "opened a connection",
    ),
}
"""What is said of each event that ends the chain. Sockets by themselves don't: an event loop has two of its own."""
_THREADS = frozenset(("_thread.start_new_thread", "_thread.start_joinable_thread"))
_MOMENTS, _MOMENT = 20, 0.001
_IO = "/proc/self/io"
_SHARED = b" rw-s "
_CREATES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Spoiling:
    """Watches what blocks do."""

    def __init__(self, line: Callable[[], int], ours: Collection[int]) -> None:
        """Watch from now on; `line` tells the line that runs, `ours` are the descriptors that are not the author's."""
        self._line = line
        self._found = ""
        self._thread = 0
        self._watching = False
        self._written = 0
        self._maps = _shared_maps()
        self._ours = {*ours, *(file.descriptor for file in opened.held(ours))}
        sys.addaudithook(self._audit)

    def begin(self) -> None:
        """Begin a block; whatever an earlier one left stays."""
        self._thread = 0
        self._written = _written()
        self._watching = True

    def found(self, copies: Collection[int]) -> str:
        """End a block and return what it did, with the line; empty if the session can be copied."""
        self._watching = False
        if not self._found:
            did = self._left(copies)
            if did:
                line = self._thread if did == "started a thread" and self._thread else self._line()
                self._found = f"line {line} {did}"
        return self._found

    def _left(self, copies: Collection[int]) -> str:
        """Return what is still there after a block."""
        if has_threads():
            return "started a thread"
        if set(tree.children(os.getpid())) - set(copies):
            return "started a process"
        return "used a GPU" if _has_accelerator() else self._shares()

    def _shares(self) -> str:
        """Return what a copy would share with the process that it was made of, or has shared with the world."""
        if not opened.can_be_reopened(opened.held(self._ours)):
            return "keeps a connection, or a file that can't be opened again"
        if _shared_maps() != self._maps:
            return "shares memory with other programs"
        if self._written < 0:
            return "can't be watched for what it writes on this machine"
        return "wrote a file" if _written() != self._written else ""

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._watching or self._found:
            return
        did = _DID.get(event, "")
        if event == "open":
            did = "wrote a file" if _writes(arguments) else ""
        elif event in _THREADS:
            self._thread = self._thread or self._line()
        if did:
            self._found = f"line {self._line()} {did}"


def _writes(arguments: tuple[object, ...]) -> bool:
    path, mode, flags = arguments
    if path in (os.devnull, os.devnull.encode()):
        return False
    if isinstance(mode, str) and any(letter in mode for letter in "wax+"):
        return True
    return isinstance(flags, int) and bool(flags & _CREATES)


def has_threads() -> bool:
    """Tell whether there is another thread; one that was joined may take a moment to be gone."""
    for _ in range(_MOMENTS):
        if len(os.listdir("/proc/self/task")) == 1:  # noqa: PTH208 - runs at every block
            return False
        time.sleep(_MOMENT)
    return True


def _written() -> int:
    """Return how much was written to files and pipes, our wire aside; a negative number if that can't be told."""
    try:
        with open(_IO, encoding="ascii") as rows:  # noqa: PTH123 - runs at every block
            return next(int(row.split()[1]) for row in rows if row.startswith("wchar"))
    except (OSError, StopIteration, ValueError):
        return -1


def _shared_maps() -> int:
    """Return how many pieces of memory are writable and shared, so that no copy would have its own."""
    try:
        with open("/proc/self/maps", "rb") as rows:  # noqa: PTH123
            return rows.read().count(_SHARED)
    except OSError:
        return 0


def _has_accelerator() -> bool:
    torch = sys.modules.get("torch")
    cuda = getattr(torch, "cuda", None)
    return cuda is not None and bool(cuda.is_initialized())
