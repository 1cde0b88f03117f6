"""The guardian of one session where forking is not safe: it starts a fresh interpreter for the session and watches it.

Like `guardian` it never runs the author's code, and what it says of the end is a fact. It serves one session only, and
has its interpreter started before it is asked for one, so that the next session finds its packages loaded.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any, NoReturn

from vault_runner.worker import census

_LOOK_SECONDS = 0.1
_LOOKS_A_MEASURE = 5
_REQUEST = 1 << 16
_MIB = 1 << 20
WIRES = 3


class Minder:
    """One session: its interpreter, the tool's wishes, and the facts of its end."""

    def __init__(self, status: socket.socket, names: str) -> None:
        """Start the interpreter, which loads the packages `names` and waits."""
        self._status = status
        self._token = uuid.uuid4().hex
        ours, theirs = socket.socketpair()
        with tempfile.TemporaryFile() as page, theirs:
            page.truncate(mmap.PAGESIZE)
            self._mark = mmap.mmap(page.fileno(), mmap.PAGESIZE)
            self._child = subprocess.Popen(  # noqa: S603 - this very interpreter
                [
                    sys.executable, str(Path(__file__).with_name("launch.py")), "spawned",
                    str(theirs.fileno()), str(page.fileno()), names,
                ],
                env={**os.environ, census.MARK: self._token},
                stdin=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(), page.fileno()),
                start_new_session=True,
            )  # fmt: skip
        self._control = ours

    def serve(self) -> NoReturn:
        """Wait for the one session, watch it to its end, sweep, and tell the facts."""
        message, descriptors, _, _ = socket.recv_fds(self._status, _REQUEST, WIRES)
        if not descriptors:
            self._end("", {})
        while message and not message.endswith(b"\n"):
            message += self._status.recv(_REQUEST)
        request: dict[str, Any] = json.loads(message)
        with contextlib.suppress(OSError):  # an interpreter that is gone already is told of as such
            socket.send_fds(self._control, [message], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        self._end(self._watch(request), request)

    def _watch(self, request: dict[str, Any]) -> str:
        """Return once the interpreter has ended, with the reason if it is to be ended here."""
        baseline = census.memory([self._child.pid])
        looks = 0
        while self._child.poll() is None:
            if select.select([self._status], [], [], _LOOK_SECONDS)[0]:
                if self._status.recv(1) != b"i":
                    return "killed"
                self._child.send_signal(signal.SIGINT)
                self._tell({"did": "interrupt"})
            looks += 1
            if looks % _LOOKS_A_MEASURE == 0 and (reason := self._excess(request, baseline)):
                return reason
        return ""

    def _excess(self, request: dict[str, Any], baseline: int) -> str:
        below = census.of_session(self._child.pid, self._token)
        if len(below) > request["processes"]:
            return "processes"
        return "memory" if census.memory(below) > request["memory"] * _MIB + baseline else ""

    def _end(self, reason: str, request: dict[str, Any]) -> NoReturn:
        """End what is left, and say how it ended."""
        if self._child.poll() is None:
            self._child.kill()
        code = self._child.wait()
        swept, left = census.sweep(self._child.pid, self._token)
        if request:
            shutil.rmtree(request["scratch"], ignore_errors=True)
        line = struct.unpack_from("<q", self._mark)[0]
        self._tell({"did": "end", "exit": code, "reason": reason, "swept": swept, "left": left, "line": line})
        os._exit(0)

    def _tell(self, fact: dict[str, object]) -> None:
        with contextlib.suppress(OSError):
            self._status.sendall(json.dumps(fact).encode() + b"\n")


def main() -> NoReturn:
    """Mind one session; the arguments are the tool's: descriptor, packages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = socket.socket(fileno=int(sys.argv[1]))
    status.set_inheritable(False)
    Minder(status, sys.argv[2]).serve()
