"""The tool's side of a zygote: starting it, asking it for sessions, starting another one when it has died."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from vault_runner.errors import ExecutionError
from vault_runner.execute.drive import Cancelled
from vault_runner.execute.environ import zygote_environment
from vault_runner.execute.leash import Leash
from vault_runner.worker import launch, preload
from vault_runner.worker.frames import WIRE

_START_SECONDS = 180.0
_FORK_SECONDS = 60.0
_CLOSE_SECONDS = 2.0
_ANSWER = 1 << 16
_LATE_AT_ONCE = 800
_NAME = re.compile(r"[A-Za-z_]\w{0,60}(\.\w{1,60}){0,8}")
_BACKSTAGE = re.compile(r"(^|\.)(__main__|_?tests?|conftest|_internal|distutils|f2py|backends|_?testing\..*)(\.|$)")
_ORDER = {name: place for place, name in enumerate(preload.HEAVY)}


def _allow_wires() -> None:
    """Let sessions open the descriptor on which they talk, which lies where code doesn't meet it.

    Raises:
        OSError: if so few are allowed here that they never could.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * WIRE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        if hard != resource.RLIM_INFINITY and hard <= WIRE:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )


def _started(leash: Leash, request: Mapping[str, object], descriptors: list[int]) -> bool:
    try:
        leash.start(request, descriptors)
    except OSError:
        leash.let_go()
        return False
    return True


class Warm:
    """One warm interpreter of the notes, shared by all threads of the tool."""

    def __init__(self, python: Path, scratch: Path, preload: Collection[str], wake: int) -> None:
        """Remember what to start; nothing is started before the first request.

        `wake` is a descriptor that becomes readable when the user wants an end, which a start must not outlast.
        """
        self._wake = wake
        self._python = python
        self._scratch = scratch
        self._preload = sorted(_ORDER.keys() & set(preload), key=_ORDER.__getitem__)
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._idle: list[Leash] = []
        self._late: list[str] = []
        self._told = 0
        self._may_learn = True

    @property
    def pid(self) -> int:
        """The zygote's process, 0 if none is running."""
        return self._program.pid if self._program is not None else 0

    def start(self, request: Mapping[str, object], descriptors: list[int], *, apart: bool = False) -> Leash:
        """Have a session started, by a guardian that is idle or by a new one, and return the hold on it.

        With `apart` the guardian is one that has left the namespaces of the machine.

        A zygote that died, or that can no longer fork, is replaced once.

        Raises:
            ExecutionError: if no zygote can be started.
            Cancelled: if the user wants an end while one is being started.
        """
        with self._lock:
            for _ in range(2):
                self._start()
                while (leash := self._idle_guardian(apart=apart)) is not None:
                    if _started(leash, request, descriptors):
                        return leash
                with contextlib.suppress(OSError, EOFError):
                    leash = self._new_guardian(apart=apart)
                    if _started(leash, request, descriptors):
                        return leash
                self._stop()
        raise ExecutionError("the process that starts sessions died twice", remedy="see whether memory is short")

    def take_back(self, leash: Leash, *, reusable: bool) -> None:
        """Take a guardian back whose session is over; only a reusable one gets another session."""
        with self._lock:
            if reusable and self._control is not None:
                self._idle.append(leash)
            else:
                leash.let_go()

    def _idle_guardian(self, *, apart: bool) -> Leash | None:
        """Return a guardian that waits for a session; those forked before the zygote learnt more are let go."""
        for leash in [leash for leash in self._idle if leash.age != len(self._late)]:
            self._idle.remove(leash)
            leash.let_go()
        fitting = [leash for leash in self._idle if leash.apart == apart]
        if not fitting:
            return None
        self._idle.remove(fitting[-1])
        return fitting[-1]

    def learn(self, modules: Sequence[str]) -> None:
        """Have modules loaded before the next fork, if they are parts of what is loaded ahead anyway.

        Importing torch's optimisers takes a second; without this, every session that uses one would pay for it.
        """
        with self._lock:
            if self._may_learn:
                self._late = list(dict.fromkeys([*self._late, *filter(self._is_part, modules)]))

    def learn_from_strangers(self, modules: Sequence[str]) -> None:
        """Learn from a session that nobody approved: no module that a package holds for its own tests or programs.

        The names are claims, and what such a module does when it is imported would be done to every other session.
        """
        self.learn([name for name in modules if not _BACKSTAGE.search(name)])

    def _is_part(self, module: str) -> bool:
        """Tell whether a name that a child sent is that of a module inside a package that is loaded ahead."""
        return _NAME.fullmatch(module) is not None and module.partition(".")[0] in self._preload

    def close(self) -> None:
        """End the zygote and everything below it."""
        with self._lock:
            self._stop()

    def _new_guardian(self, *, apart: bool) -> Leash:
        """Have a guardian forked."""
        if self._control is None:
            raise EOFError
        late = self._late[self._told : self._told + _LATE_AT_ONCE]
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked = json.dumps({"modules": late, "apart": apart}).encode()
        try:
            with theirs:
                socket.send_fds(self._control, [asked], [theirs.fileno()])
            self._told += len(late)
            message, handles, _, _ = socket.recv_fds(self._control, _ANSWER, 1)
        except OSError:
            ours.close()
            raise
        if handles:
            return Leash(ours, handles[0], self._told, apart=apart)
        ours.close()
        # Something that was learnt has started a thread, so that this zygote must not fork any more.
        self._may_learn, self._late = not message, []
        raise EOFError

    def _start(self) -> None:
        if self._program is not None and self._program.poll() is None:
            return
        self._stop()
        self._told = 0
        self._require_linux()
        _allow_wires()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        with theirs:
            self._program = self._launch(theirs.fileno())
        if not self._await_ready(ours):
            self._stop()
            raise ExecutionError(f"{self._python} can't run notes: {self._last_words()}", remedy="try it by hand")
        ours.settimeout(_FORK_SECONDS)

    def _await_ready(self, control: socket.socket) -> bool:
        """Wait until the zygote has loaded everything; False if it ended instead."""
        poll = select.poll()
        poll.register(control, select.POLLIN)
        poll.register(self._wake, select.POLLIN)
        ready = {descriptor for descriptor, _ in poll.poll(_START_SECONDS * 1000)}
        if self._wake in ready and self._program is not None:
            self._program.kill()
            self._stop()
            raise Cancelled
        try:
            return bool(control.recv(_ANSWER, socket.MSG_DONTWAIT))
        except OSError:
            return False

    def _launch(self, control: int) -> subprocess.Popen[bytes]:
        arguments = [str(launch.__file__), str(control), str(self._scratch), ",".join(self._preload)]
        with self._words.open("wb") as words:
            try:
                return subprocess.Popen(  # noqa: S603 - the interpreter that the user chose
                    [str(self._python), *arguments],
                    env=zygote_environment(os.environ),
                    cwd=self._scratch,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=words,
                    pass_fds=(control,),
                    # A Ctrl-C on the terminal is for the tool, which then ends sessions in order.
                    start_new_session=True,
                )
            except OSError as error:
                raise ExecutionError(f"{self._python} can't be started: {error.strerror}") from error

    def _stop(self) -> None:
        while self._idle:
            self._idle.pop().let_go()
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.send(b"end")
            self._control.close()
            self._control = None
        if self._program is not None:
            try:
                self._program.wait(_CLOSE_SECONDS)
            except subprocess.TimeoutExpired:
                self._program.kill()
                self._program.wait()
            self._program = None

    @property
    def _words(self) -> Path:
        return self._scratch / "zygote.log"

    def _last_words(self) -> str:
        lines = self._words.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "it ended without a word"

    @staticmethod
    def _require_linux() -> None:
        if sys.platform != "linux":
            raise ExecutionError(
                "code can't be run on this system yet",
                remedy="use Linux, WSL or a container",
            )
        if not hasattr(os, "pidfd_open") or not hasattr(signal, "pidfd_send_signal"):
            raise ExecutionError(
                "code can't be run here: this Linux has no process handles", remedy="use Linux 5.3 or newer"
            )
