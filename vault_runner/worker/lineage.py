"""The guardian's side of a session that is run again and again: one process runs, others stand still before blocks.

A process that stands still is a snapshot: what the session was before one of its blocks. It is a fork of the running
one, or that one itself once all blocks are over. To go on from a snapshot, whatever came after it is ended first, so
that it is a child of the guardian by then, like the first process was: how it ends is seen from here. A twin is such a
child already, and what its run overtakes is ended at the next rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from vault_runner.worker import child, shelf, snapshots, tree
from vault_runner.worker.posts import Post, Running
from vault_runner.worker.shelf import Frozen
from vault_runner.worker.twins import Twins

_RUNNING_MILLISECONDS = 100
_IDLE_MILLISECONDS = 1000
_ORDER = 1 << 17
_WORD = 1 << 12
_PAUSE_SECONDS = 2.0


class Lineage:
    """One session's processes."""

    def __init__(self, post: Post, request: Mapping[str, Any]) -> None:
        """Start nothing yet; `request` tells the limits and how much may be kept."""
        self._post = post
        self._request = request
        self._me = os.getpid()
        self._kept = shelf.Shelf(request["snapshots"])
        self._twins = Twins()
        self._latest = -1
        """Where the session was gone on from the last time: likely the block that somebody is at work on."""
        self._running: Running | None = None
        self._baseline = 0
        self._why_gone = ""
        self._weighed = False
        self._idle_since = time.monotonic()
        self._poll = select.poll()
        for source in (post.zygote, post.status, post.alarm[0]):
            self._poll.register(source, select.POLLIN)

    def serve(self, wires: dict[str, int]) -> None:
        """Serve the session until the tool lets go of it or anybody above is gone."""
        self._begin(wires)
        while self._turn():
            pass
        self._end_running("stopped", tell=False)
        self._twins.drop()
        self._kept.drop_all()
        tree.sweep()
        shutil.rmtree(self._request["scratch"], ignore_errors=True)

    def _begin(self, wires: dict[str, int]) -> None:
        struct.pack_into("<q", self._post.mark, 0, 0)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            self._become_first(wires, theirs)
        theirs.close()
        for descriptor in wires.values():
            os.close(descriptor)
        self._run(pid, ours)
        self._baseline = tree.resident(pid)

    def _become_first(self, wires: dict[str, int], theirs: socket.socket) -> NoReturn:
        try:
            signal.set_wakeup_fd(-1)
            plan = {**self._request, "apart": False}
            snapshots.main({**wires, "post": theirs.fileno()}, plan, self._post.mark, self._me)
        finally:
            os._exit(child.UNFIT)

    def _run(self, pid: int, post: socket.socket) -> None:
        handle = os.pidfd_open(pid)
        self._running = Running(pid, handle, post, time.monotonic())
        self._poll.register(handle, select.POLLIN)
        self._poll.register(post.fileno(), select.POLLIN)

    def _turn(self) -> bool:
        """Wait for what happens next and answer it; False once all is to end."""
        running = self._running
        ready = {number for number, _ in self._poll.poll(self._patience())}
        if ready & {self._post.zygote, self._post.alarm[0]}:
            self._end_running("stopped")
            return False
        if running is not None and running.post.fileno() in ready:
            self._hear(running)
        if running is self._running and running is not None and running.handle in ready:
            self._end_running()
        if self._post.status.fileno() in ready:
            return self._obey()
        if not ready:
            self._look_after()
        return True

    def _patience(self) -> int:
        """Return for how many milliseconds to wait for something to happen."""
        if self._running is not None:
            return _RUNNING_MILLISECONDS
        return _IDLE_MILLISECONDS if self._weighed else int(1000 * self._request["snapshots"]["rest"])

    def _still(self) -> list[int]:
        """Return the processes that stand still."""
        return [*self._kept.pids(), *self._twins.pids()]

    def _hear(self, running: Running) -> None:
        """Take what the running process says: that it made a snapshot, or that it has become one itself."""
        try:
            message, descriptors, _, _ = socket.recv_fds(running.post, _WORD, 1)
            word = json.loads(message)
            number, pid = int(word["number"]), int(word["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            # It closed its end, or the author's code wrote to it: no snapshot can be had from it any more.
            with contextlib.suppress(KeyError):
                self._poll.unregister(running.post.fileno())
            return
        now = time.monotonic()
        seconds, running.since = now - running.since, now
        if descriptors:
            self._take_snapshot(running, number, pid, descriptors[0], seconds)
        else:
            self._rest(running)
            self._kept.add(Frozen(number, running.pid, running.handle, running.post, seconds))

    def _take_snapshot(self, running: Running, number: int, pid: int, descriptor: int, seconds: float) -> None:
        post = socket.socket(fileno=descriptor)
        # What a process says of itself is a claim; that it is the child of its parent is a fact.
        try:
            handle = os.pidfd_open(pid)
        except OSError:
            post.close()
            return
        if tree.parent(pid) != running.pid:
            os.close(handle)
            post.close()
            return
        self._kept.add(Frozen(number, pid, handle, post, seconds))

    def _rest(self, running: Running) -> None:
        """Stop watching the process that ran: it stands still now."""
        self._poll.unregister(running.handle)
        with contextlib.suppress(KeyError):
            self._poll.unregister(running.post.fileno())
        self._running = None
        self._weighed = False
        self._idle_since = time.monotonic()

    def _obey(self) -> bool:
        """Carry out an order: `i` interrupts, `k` kills, anything else is where to go on from."""
        message, descriptors, _, _ = socket.recv_fds(self._post.status, _ORDER, len(snapshots.WIRES))
        if not message:
            return False
        if descriptors:
            self._go_on(json.loads(message)["from"], descriptors)
        elif message == b"k":
            self._end_running("killed")
        elif message == b"i":
            if self._running is not None:
                _signal(self._running.handle, signal.SIGINT)
            self._post.tell({"did": "interrupt"})
        return True

    def _go_on(self, wanted: int, descriptors: list[int]) -> None:
        """Hand the wires to the latest snapshot that is not beyond block `wanted`; what came after it is overtaken."""
        self._await_rest()
        source = self._kept.at(wanted)
        if source is None:
            self._twins.drop()
            self._post.tell({"did": "gone", "why": self._why_gone})
        else:
            struct.pack_into("<q", self._post.mark, 0, 0)
            self._latest = source.number
            twin = self._twins.take(source.number)
            if twin is None:
                self._kept.take(wanted)
                tree.sweep([*self._still(), source.pid])
            else:  # what came after is ended later: while the system does that, whoever shares memory with it waits
                self._kept.set_aside(wanted)
            self._run_again(twin or source, descriptors, stays=twin is not None)
            self._twins.drop()
        for descriptor in descriptors:
            os.close(descriptor)

    def _run_again(self, source: Frozen, descriptors: list[int], *, stays: bool) -> None:
        """Hand the wires over; the snapshot `stays` if it is its twin that goes on."""
        self._running = Running(source.pid, source.handle, source.post, time.monotonic())
        self._poll.register(source.handle, select.POLLIN)
        self._poll.register(source.post.fileno(), select.POLLIN)
        try:
            socket.send_fds(source.post, [b"go"], descriptors)
            self._post.tell({"did": "went", "from": source.number, "stays": stays})
        except OSError:
            self._end_running("killed", tell=False)
            self._post.tell({"did": "gone", "why": "a snapshot had ended by itself"})

    def _await_rest(self) -> None:
        """Let the process that ran come to rest; end one that doesn't."""
        end = time.monotonic() + _PAUSE_SECONDS
        while (running := self._running) is not None and time.monotonic() < end:
            watch = select.poll()
            watch.register(running.post.fileno(), select.POLLIN)
            if watch.poll(100):
                self._hear(running)
            elif not tree.resident(running.pid):
                break
        self._end_running("killed", tell=False)

    def _end_running(self, reason: str = "", *, tell: bool = True) -> None:
        """End the running process if it hasn't ended, sweep what it left, and tell the facts."""
        running = self._running
        if running is None:
            return
        if reason:
            _signal(running.handle, signal.SIGKILL)
        self._rest(running)
        wait_status = _awaited(running.pid)
        os.close(running.handle)
        running.post.close()
        if wait_status is None:
            return
        self._kept.end_aside()
        swept, left = tree.sweep(self._still())
        line = struct.unpack_from("<q", self._post.mark)[0]
        code = os.waitstatus_to_exitcode(wait_status)
        if tell:
            self._post.tell({"did": "end", "exit": code, "reason": reason, "swept": swept, "left": left, "line": line})

    def _look_after(self) -> None:
        """Look at what runs for excess; at rest, weigh what is kept and give up what is too old or too much."""
        self._kept.end_aside()
        if self._running is not None:
            reason = self._post.excess(self._request, self._baseline)
            if reason and self._kept.pids():
                # They count as well, and are the first to go: without them the session may be within its limits.
                self._give_up("its snapshots took too much memory")
            elif reason:
                self._end_running(reason)
        elif self._kept.pids():
            if not self._weighed:
                # Once a rest: nothing of it changes while all stand still, and it takes a while.
                self._weighed = True
                tree.sweep(self._still())
                self._kept.weigh()
                self._make_twin()
            if time.monotonic() - self._idle_since > self._request["snapshots"]["idle"]:
                self._give_up("nothing was run for a while, and its snapshots were dropped")
            elif shelf.is_short():
                self._give_up("memory is short, and its snapshots were dropped")

    def _make_twin(self) -> None:
        """Have a twin of the snapshot that the next run will most likely go on from."""
        numbers = self._kept.numbers()
        likely = self._latest if self._latest in numbers else numbers[-2:][0]
        source = self._kept.at(likely)
        if source is not None and not shelf.is_short():
            self._twins.make(source)

    def _give_up(self, why: str) -> None:
        self._why_gone = why
        self._twins.drop()
        self._kept.drop_all()


def _awaited(pid: int) -> int | None:
    """Return how a child has ended; None if it was no child of ours any more."""
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return None


def _signal(watched: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(watched, number)
