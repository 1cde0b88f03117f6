"""The process that has the heavy packages loaded and forks guardians, which fork the sessions.

It never runs the author's code, starts no thread and touches no accelerator: a fork inherits all of that, and a
child of a process that once ran a parallel operation hangs in its own first one.
"""

from __future__ import annotations

import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
import time
from typing import NoReturn

from vault_runner.worker import guardian, kernel, preload, tree

_REQUEST = 1 << 17
_GRACE = 0.4


class Zygote:
    """Answers the tool's requests until the tool is gone."""

    def __init__(self, control: socket.socket, scratch: str) -> None:
        """Serve `control`; `scratch` is removed here only if the tool was killed."""
        self._control = control
        self._scratch = scratch
        self._guardians: set[int] = set()
        self._alarm = _child_alarm()

    def serve(self) -> NoReturn:
        """Fork a guardian for each request, and sweep what any of them left behind."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._alarm[0], select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll()}
            if self._alarm[0] in ready:
                os.read(self._alarm[0], 4096)
                self._collect()
            if self._control.fileno() in ready:
                self._answer()

    def _answer(self) -> None:
        try:
            request, descriptors, _, _ = socket.recv_fds(self._control, _REQUEST, 1)
        except ConnectionError:
            request, descriptors = b"", []
        if not request:
            self._leave(abandoned=True)
        if not descriptors:
            self._leave(abandoned=False)
        order = json.loads(request)
        preload.load_late(order["modules"])
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - pathlib would be slower here
        if threads == 1:
            self._fork(descriptors[0], apart=order["apart"])
        else:
            self._control.send(json.dumps({"refused": f"{threads} threads"}).encode())
        os.close(descriptors[0])

    def _fork(self, status: int, *, apart: bool) -> None:
        me = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_guardian(status, me, apart=apart)
        self._guardians.add(pid)
        # The handle is opened before anybody could reap the guardian, so it can't mean another process.
        handle = os.pidfd_open(pid)
        socket.send_fds(self._control, [json.dumps({"guardian": pid}).encode()], [handle])
        os.close(handle)

    def _become_guardian(self, status: int, me: int, *, apart: bool) -> NoReturn:
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            for descriptor in self._alarm:
                os.close(descriptor)
            guardian.guard(status, me, apart=apart)
        finally:
            os._exit(1)

    def _collect(self) -> None:
        """Reap guardians; one that was killed left orphans, and they are children of this process now."""
        ended = tree.reap()
        if ended.keys() & self._guardians:
            self._guardians -= ended.keys()
            if any(ended.values()):
                tree.sweep(self._guardians)

    def _leave(self, *, abandoned: bool) -> NoReturn:
        """End everything, gently first so that guardians sweep for themselves; tidy up for a tool that was killed."""
        for pid in self._guardians:
            tree.strike(pid, os.getpid(), signal.SIGTERM)
        end = time.monotonic() + _GRACE
        while self._guardians and time.monotonic() < end:
            self._guardians -= tree.reap().keys()
            time.sleep(0.005)
        tree.sweep()
        if abandoned:
            shutil.rmtree(self._scratch, ignore_errors=True)
        os._exit(0)


def _child_alarm() -> tuple[int, int]:
    """Return a pipe whose first end becomes readable when a child has ended."""
    listen, ring = os.pipe()
    os.set_blocking(ring, False)
    os.set_blocking(listen, False)
    signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    return listen, ring


def main() -> NoReturn:
    """Load what is asked for, say so, and serve; the arguments are the tool's: descriptor, scratch, packages."""
    descriptor, scratch, names = int(sys.argv[1]), sys.argv[2], [name for name in sys.argv[3].split(",") if name]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kernel.become_subreaper()
    control = socket.socket(fileno=descriptor)
    gc.disable()  # next to nothing that is loaded is garbage; to look for it each time takes a tenth of the time
    loaded = preload.load(names)
    control.set_inheritable(False)
    gc.collect()
    gc.freeze()
    gc.enable()
    control.send(json.dumps({"ready": loaded}).encode())
    Zygote(control, scratch).serve()
