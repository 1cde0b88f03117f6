"""The process between zygote and child: it sees the child from outside, and what it says are facts.

It interrupts and kills on the tool's word, kills by itself when memory or the number of processes runs over or when
anybody above it is gone, and calls a session over only when nothing below it is alive. It never runs the author's
code, so it serves one session after the other: each then costs one fork of the loaded image, not two.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import struct
from collections.abc import Mapping
from mmap import mmap
from typing import Any, NoReturn

from vault_runner.worker import child, kernel, lineage, posts, quota, tree
from vault_runner.worker.walls import namespaces, raising, reach

_POLL_MILLISECONDS = 100
_MIB = 1 << 20
_PAGE = 4096
_REQUEST = 1 << 16
_WIRES = ("stdout", "stderr", "talk")

Request = Mapping[str, Any]
"""What the tool wants of a session: its scratch folder, its limits and its walls."""


class Guardian:
    """Serves sessions until whoever is above it has gone."""

    def __init__(self, status: socket.socket, zygote: int, *, apart: bool = False) -> None:
        """Listen to the tool on `status`; `zygote` is a handle, since process numbers are given away again.

        `apart` tells that this process has left the namespaces of the machine.
        """
        self._apart = apart
        self._status = status
        self._zygote = zygote
        self._alarm = _alarm()
        self._mark = mmap(-1, _PAGE)
        self._poll = select.poll()
        for source in (self._zygote, self._status, self._alarm[0]):
            self._poll.register(source, select.POLLIN)

    def serve(self) -> NoReturn:
        """Serve one session after the other."""
        while self._ready() == {self._status.fileno()}:
            message, descriptors, _, _ = socket.recv_fds(self._status, _REQUEST, len(_WIRES))
            if not message:
                break
            if descriptors:
                request = json.loads(message)
                serve = self._lineage if "snapshots" in request else self._session
                serve(request, dict(zip(_WIRES, descriptors, strict=True)))
        os._exit(0)

    def _session(self, request: Request, wires: dict[str, int]) -> None:
        """Fork a child, watch it to its end, sweep, and tell the facts."""
        struct.pack_into("<q", self._mark, 0, 0)
        pid = os.fork()
        if pid == 0:
            self._become_child(request, wires)
        for descriptor in wires.values():
            os.close(descriptor)
        watched = os.pidfd_open(pid)
        reason = self._watch(pid, watched, request)
        os.close(watched)
        _, wait_status = os.waitpid(pid, 0)
        swept, left = tree.sweep()
        shutil.rmtree(request["scratch"], ignore_errors=True)
        line = struct.unpack_from("<q", self._mark)[0]
        code = os.waitstatus_to_exitcode(wait_status)
        self._tell({"did": "end", "exit": code, "reason": reason, "swept": swept, "left": left, "line": line})

    def _lineage(self, request: Request, wires: dict[str, int]) -> None:
        """Serve a session that is run again and again, until the tool lets go of it."""
        post = posts.Post(self._status, self._zygote, self._alarm, self._mark, self._tell, self._excess)
        lineage.Lineage(post, request).serve(wires)

    def _become_child(self, request: Request, wires: dict[str, int]) -> NoReturn:
        try:
            signal.set_wakeup_fd(-1)
            parent = os.getppid()
            self._status.close()
            for descriptor in (self._zygote, *self._alarm):
                os.close(descriptor)
            child.main(wires, {**request, "apart": self._apart}, self._mark, parent)
        finally:
            os._exit(child.UNFIT)

    def _watch(self, pid: int, watched: int, request: Request) -> str:
        """Return once the child has ended, with the reason if it was ended here."""
        baseline = tree.resident(pid)
        self._poll.register(watched, select.POLLIN)
        reason = ""
        while not reason:
            ready = self._ready(_POLL_MILLISECONDS)
            if watched in ready:
                break
            if ready & {self._zygote, self._alarm[0]}:
                reason = "stopped"
            elif ready:
                reason = self._obey(watched)
            else:
                reason = self._excess(request, baseline)
        self._poll.unregister(watched)
        if reason:
            _signal(watched, signal.SIGKILL)
        return reason

    def _ready(self, milliseconds: int | None = None) -> set[int]:
        return {descriptor for descriptor, _ in self._poll.poll(milliseconds)}

    def _obey(self, watched: int) -> str:
        """Carry out an order: `i` interrupts, `k` kills, and so does the tool's end."""
        order = self._status.recv(_REQUEST)
        if order != b"i":
            return "killed"
        _signal(watched, signal.SIGINT)
        # Only now may the tool start another block: the signal can no longer hit the wrong one.
        self._tell({"did": "interrupt"})
        return ""

    def _excess(self, request: Request, baseline: int) -> str:
        """Return what runs over, measured cheaply first and exactly before anything is killed for it."""
        below = [pid for pid, _ in tree.descendants(os.getpid())]
        if sum(map(tree.threads, below)) > request["processes"]:
            return "processes"
        if _watches_scratch(request) and quota.overflows(
            request["scratch"], request["scratch_bytes"], request["scratch_entries"]
        ):
            return "scratch"
        most = request["memory"] * _MIB + baseline
        if sum(map(tree.resident, below)) <= most:
            return ""
        return "memory" if sum(map(tree.proportional, below)) > most else ""

    def _tell(self, fact: dict[str, object]) -> None:
        try:
            self._status.send(json.dumps(fact).encode())
        except OSError:
            os._exit(1)


def _watches_scratch(request: Request) -> bool:
    """Tell whether nobody else keeps the quota of the scratch folder."""
    kept = request["profile"] == raising.STRICT and request["level"] >= raising.NAMESPACES
    return request["level"] >= raising.LIMITS and not kept


def _signal(watched: int, number: int) -> None:
    try:
        signal.pidfd_send_signal(watched, number)
    except ProcessLookupError:
        return


def _alarm() -> tuple[int, int]:
    """Return a pipe whose first end becomes readable when this process is told to end."""
    listen, ring = os.pipe()
    os.set_blocking(ring, False)
    signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    return listen, ring


def guard(descriptor: int, zygote: int, *, apart: bool = False) -> NoReturn:
    """Become a guardian under the process `zygote`, with the tool on the socket `descriptor`.

    One that stands `apart` has left the network and the messages of this machine, and so have its sessions.
    """
    os.setsid()
    kernel.become_subreaper()
    handle = os.pidfd_open(zygote)
    if os.getppid() != zygote:
        os._exit(1)
    try:
        if apart:
            namespaces.leave()
            reach.readable()
    except OSError:
        apart = False
    Guardian(socket.socket(fileno=descriptor), handle, apart=apart).serve()
