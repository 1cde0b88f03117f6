"""What is said to code that meets a wall, and how a failure is traced back to one.

The refusals here are no walls: they only come first, so that the author reads a sentence and not an error number.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from socket import AF_INET, AF_INET6
from typing import Any

from vault_runner.worker.walls.raising import CONFINED, STRICT, Plan

NETWORK = "the network is closed to notes that aren't approved"
NETWORK_HERE = "the network is closed to notes on this device"
PROCESSES = "starting processes is closed to notes that aren't approved"
_LOOKUPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"))
_STARTS = frozenset(
    ("subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.exec", "pty.spawn")
)
_LOCAL = re.compile(r"localhost|127\..*|::1|0\.0\.0\.0|\d+\.\d+\.\d+\.\d+|.*:.*", re.DOTALL)
_REFUSALS = frozenset((errno.EPERM, errno.EACCES, errno.EROFS))
_FULL = frozenset((errno.ENOSPC, errno.EFBIG, errno.EDQUOT))
_WORDS = re.compile(
    r"Permission denied|Read-only file system|errno = 13\b|unable to open database file|readonly database",
)
_ACT_WORDS = re.compile(r"Operation not permitted")
_FULL_WORDS = re.compile(r"No space left on device|File too large|database or disk is full")
_DEPTH = 12


class Closed:
    """Knows what is closed to the code of one session."""

    def __init__(self, plan: Plan) -> None:
        """Take what the walls were put up for; without walls nothing is closed."""
        stands = plan["level"] >= CONFINED
        self._strict = stands and plan["profile"] == STRICT
        self._network = stands and not (plan["network"] and not self._strict)
        self._sentence = NETWORK if self._strict else NETWORK_HERE
        self._writable = [plan["scratch"], *([] if self._strict else [plan["folder"], *plan["writable"]])]
        self._stands = stands

    @property
    def events(self) -> frozenset[str]:
        """The events of the interpreter that `refuse` wants to hear of."""
        sockets = {"socket.__new__", *_LOOKUPS} if self._network else set()
        return frozenset(sockets | (_STARTS if self._strict else set()))

    def refuse(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise for an act that would fail a moment later, with a sentence that says why.

        Raises:
            PermissionError: as the system itself would, with our words in it.
        """
        if event in _STARTS:
            raise PermissionError(errno.EPERM, PROCESSES)
        if _leads_out(event, arguments):
            raise PermissionError(errno.EPERM, self._sentence)

    def cause(self, error: BaseException) -> tuple[str, str]:
        """Return which wall an exception comes from, and the file it is about; both empty if it comes from none.

        The kinds: `network`, `processes`, `write` and `read` of a file that is named, `files` that aren't, a scratch
        folder that is `full`, and any other `act`.
        """
        try:
            return self._cause(error) if self._stands else ("", "")
        except BaseException:  # whatever the author's own exceptions do when they are looked at
            return "", ""

    def _cause(self, error: BaseException) -> tuple[str, str]:
        chain = list(_chain(error))
        texts = [_text(link) for link in chain]
        if any(self._sentence in text for text in texts):
            return "network", ""
        if any(PROCESSES in text for text in texts):
            return "processes", ""
        for link in chain:
            if isinstance(link, OSError) and (found := self._of_system(link)) != ("", ""):
                return found
        return self._of_words(" ".join(texts))

    def _of_system(self, error: OSError) -> tuple[str, str]:
        path = _path(error)
        if error.errno in _FULL and self._strict:
            return "full", ""
        if error.errno not in _REFUSALS:
            return "", ""
        if path:
            return (self._way(path), path) if self._way(path) else ("", "")
        if not self._strict:
            return "", ""
        return ("processes" if _in_multiprocessing(error) else "act"), ""

    def _way(self, path: str) -> str:
        """Tell whether a file that exists can't be read or written only because of the walls.

        The system's own permissions are asked by a call that knows of no wall.
        """
        if self._inside(path):
            return ""
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
        except PermissionError:
            return "read" if self._strict and os.access(path, os.R_OK) else ""
        except OSError:
            pass
        nearest = path if os.path.lexists(path) else os.path.dirname(path) or "."  # noqa: PTH120
        return "write" if os.access(nearest, os.W_OK) or self._strict else ""

    def _inside(self, path: str) -> bool:
        whole = os.path.realpath(path) + "/"
        return any(whole.startswith(os.path.realpath(folder) + "/") for folder in self._writable)

    def _of_words(self, text: str) -> tuple[str, str]:
        """Libraries in C put the system's answer into a sentence of their own."""
        if not self._strict:
            return "", ""
        if _FULL_WORDS.search(text):
            return "full", ""
        if _ACT_WORDS.search(text):
            return "act", ""
        return ("files", "") if _WORDS.search(text) else ("", "")


def _leads_out(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "socket.__new__":
        return len(arguments) > 1 and arguments[1] in (AF_INET, AF_INET6)
    host = arguments[0] if arguments else None
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return isinstance(name, str) and _LOCAL.fullmatch(name) is None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those that led to it, those that libraries hide in its arguments included."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < _DEPTH:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        inner = [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]
        waiting += [other for other in inner if isinstance(other, BaseException)]


def _text(error: BaseException) -> str:
    try:
        return str(error)[:4000]
    except BaseException:  # the author's own class may raise anything
        return ""


def _path(error: OSError) -> str:
    path = error.filename
    try:
        return os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes)) else ""  # noqa: PTH100
    except ValueError:
        return ""


def _in_multiprocessing(error: BaseException) -> bool:
    """Tell whether an exception was raised while a lock or a queue between processes was made."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and "/multiprocessing/" in trace.tb_frame.f_code.co_filename
