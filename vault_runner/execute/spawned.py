"""Sessions in freshly started interpreters, for systems on which forking a loaded one is not safe (macOS).

Each costs the start of an interpreter and of its packages, so one is kept ready ahead once a second session was asked
for. The frames are those of the forked ones; of the walls there are the limits of the system and the clean-up.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from vault_runner.errors import ExecutionError
from vault_runner.execute.environ import zygote_environment
from vault_runner.execute.leash import Leash
from vault_runner.execute.warm import Warm
from vault_runner.worker import launch

SWITCH = "VAULT_RUN_SPAWN"
"""Set to 1 it has Linux do as macOS does; for trying that."""
_CLOSE_SECONDS = 5.0


def spawns() -> bool:
    """Tell whether sessions are spawned here, and not forked."""
    return sys.platform == "darwin" or os.environ.get(SWITCH) == "1"


class Facts(socket.socket):
    """The tool's end of a stream of facts, which hands them out one at a time.

    There are no sockets here that keep messages apart. At the stream's end it stays readable until all were taken.
    """

    _buffer = b""

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Return the next fact, nothing if the other side is gone; BlockingIOError if there is none yet."""
        if b"\n" not in self._buffer:
            chunk = super().recv(bufsize, flags)
            if not chunk:
                return b""
            self._buffer += chunk
        fact, newline, rest = self._buffer.partition(b"\n")
        if not newline:
            raise BlockingIOError
        self._buffer = rest
        return fact


class SpawnedLeash(Leash):
    """The tool's hold on the minder of one session."""

    def __init__(self, status: Facts, minder: subprocess.Popen[bytes]) -> None:
        """Hold both."""
        super().__init__(status, -1, 0, apart=False)
        self._minder = minder

    def start(self, request: Mapping[str, object], descriptors: list[int]) -> None:
        """Have the session started; OSError if the minder is gone."""
        socket.send_fds(self.status, [json.dumps(request).encode() + b"\n"], descriptors)

    def kill(self) -> None:
        """Kill the minder; its interpreter ends with it."""
        self._minder.kill()

    def let_go(self) -> None:
        """Close the wire; the minder ends its session, if it has one, and then itself."""
        self.status.close()

    def ended(self, seconds: float = 0.0) -> bool:
        """Tell whether the minder has ended by now."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._minder.wait(seconds)
        return self._minder.returncode is not None


def starter(python: Path, scratch: Path, preload: Collection[str], wake: int) -> Warm:
    """Return what starts sessions here."""
    return (Spawner if spawns() else Warm)(python, scratch, preload, wake)


class Spawner(Warm):
    """Starts a minder for each session; safe to call from any thread."""

    def __init__(self, python: Path, scratch: Path, preload: Collection[str], wake: int) -> None:
        """Remember what to start; nothing is started before the first request."""
        super().__init__(python, scratch, preload, wake)
        self._spare: SpawnedLeash | None = None
        self._out: list[SpawnedLeash] = []
        self._asked = 0

    def start(self, request: Mapping[str, object], descriptors: list[int], *, apart: bool = False) -> Leash:
        """Have a session started, in the interpreter that is ready or in a new one, and return the hold on it.

        Raises:
            ExecutionError: if no interpreter can be started.
        """
        if apart or "snapshots" in request:
            raise ExecutionError("this needs processes that can be forked, which isn't safe on this system")
        with self._lock:
            self._out = [leash for leash in self._out if not leash.ended()]
            self._asked += 1
            leash, self._spare = self._spare or self._spawn(), None
            if self._asked > 1:
                self._spare = self._spawn()
            self._out.append(leash)
        try:
            leash.start(request, descriptors)
        except OSError as error:
            raise ExecutionError(f"{self._python} can't run notes: {error.strerror}", remedy="try it by hand") from None
        return leash

    def take_back(self, leash: Leash, *, reusable: bool) -> None:  # noqa: ARG002 - none is used twice
        """Let go of a session that is over."""
        leash.let_go()

    def learn(self, modules: Sequence[str]) -> None:
        """Learn nothing: an interpreter that is started anew would have to import all of it each time."""

    def learn_from_strangers(self, modules: Sequence[str]) -> None:
        """Learn nothing from them either."""

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            everyone = [*self._out, *([self._spare] if self._spare else [])]
            self._spare, self._out = None, []
        for leash in everyone:
            leash.let_go()
        for leash in everyone:
            if not leash.ended(_CLOSE_SECONDS):
                leash.kill()
                leash.ended(_CLOSE_SECONDS)

    def _spawn(self) -> SpawnedLeash:
        ours, theirs = socket.socketpair()
        status = Facts(fileno=ours.detach())
        with theirs:
            try:
                minder = subprocess.Popen(  # noqa: S603 - the interpreter that the user chose
                    [str(self._python), str(launch.__file__), "minder", str(theirs.fileno()), ",".join(self._preload)],
                    env=zygote_environment(os.environ),
                    cwd=self._scratch,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    start_new_session=True,
                )
            except OSError as error:
                status.close()
                raise ExecutionError(f"{self._python} can't be started: {error.strerror}") from error
        return SpawnedLeash(status, minder)
