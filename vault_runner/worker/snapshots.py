"""A child that leaves a copy of itself before each block, from which the session can go on another time.

A copy is made by the C library's `fork` itself. Python's own would tell everybody who asked to be told, and `random`
would seed itself anew: code that runs after a copy must not be able to tell that there was one.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import struct
from collections.abc import Mapping
from mmap import mmap
from typing import Any, NoReturn

from vault_runner.worker import child, kernel, moving, opened, twins
from vault_runner.worker.frames import WIRE, receive
from vault_runner.worker.spoiling import Spoiling, has_threads
from vault_runner.worker.wiring import remember_lines

WIRES = ("stdout", "stderr", "talk")
_POST = WIRE + 1
_OURS = (0, 1, 2, WIRE, _POST)
_DEATH_SIGNAL = 1
_GO = 1 << 4
_libc = ctypes.PyDLL(None, use_errno=True)


class LiveChild(child.Child):
    """A session that can be gone on with from before each of its blocks."""

    def __init__(self, talk: socket.socket, post: socket.socket, mark: mmap, plan: Mapping[str, Any]) -> None:
        """Take the wire to the tool and the one to the guardian."""
        super().__init__(talk, mark, plan)
        self._post = post
        self._guardian = os.getppid()
        self._copies: list[int] = []
        self._laid: list[Mapping[str, Any]] = []

    def serve(self) -> NoReturn:
        """Carry out the tool's commands until it says `end` or is gone."""
        self._begin_session()
        while (command := receive(self._talk)) is not None and command["do"] != "end":
            if command["do"] == "run":
                self._run_from_copy(command)
            elif command["do"] == "texts":
                self._take_texts(command["texts"], moving.moves_of(command["moves"]))
            else:
                self._pause(command["number"])
        if command is not None:
            self._leave()
        os._exit(0)

    def _pause(self, number: int) -> None:
        """Become a snapshot: all blocks are over."""
        self._leave()
        held = opened.held(_OURS)
        self._say(number, os.getpid())
        self._stand_still(held)

    def _begin_session(self) -> None:
        start = receive(self._talk)
        if start is None:
            os._exit(0)
        try:
            self._set_up(start)
            self._spoiling = Spoiling(self._line, _OURS)
        except Exception as error:
            self._channel.send({"kind": "unready", "why": f"{type(error).__name__}: {error}"})
            os._exit(child.UNFIT)
        self._channel.send({"kind": "ready"})

    def _run_from_copy(self, command: Mapping[str, Any]) -> None:
        """Run a block, after a copy was left if one is wanted; the copy itself returns when it is gone on with."""
        if command["snapshot"] and not self._leave_copy(command["block"]):
            return
        self._laid.append({name: command[name] for name in ("path", "lines", "source")})
        self._spoiling.begin()
        self._run(command)

    def _leave_copy(self, number: int) -> bool:
        """Fork a copy that stands still; False in the copy, once it is gone on with.

        With a thread alive none is made: a lock that it holds would stay locked for ever in the copy.
        """
        if has_threads():
            return True
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # What is open is looked at before: reading on in one process moves the place for the other.
        held = opened.held((*_OURS, ours.fileno(), theirs.fileno()))
        pid = _libc.fork()
        if pid == 0:
            ours.close()
            self._become_copy(theirs, held)
            return False
        theirs.close()
        if pid > 0:
            self._copies.append(pid)
            self._say(number, pid, ours.fileno())
        ours.close()
        return True

    def _become_copy(self, post: socket.socket, held: list[opened.Held]) -> None:
        """Stand apart from the process that was copied, and still."""
        with contextlib.suppress(OSError):
            os.setsid()
        os.dup2(post.fileno(), _POST, inheritable=False)
        post.close()
        self._copies = []
        self._stand_still(held)

    def _say(self, number: int, pid: int, *descriptors: int) -> None:
        """Tell the guardian of a copy; if it can't be told, the copy ends by itself."""
        with contextlib.suppress(OSError):
            word = json.dumps({"number": number, "pid": pid}).encode()
            socket.send_fds(self._post, [word], descriptors)

    def _stand_still(self, held: list[opened.Held]) -> None:
        """Wait until the guardian hands over new wires; end as soon as it is gone."""
        kernel.prctl(_DEATH_SIGNAL, 0)
        self._let_go_of_wires()
        descriptors = self._wires_to_come()
        kernel.die_with(self._guardian)
        for copy in self._copies:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(copy, os.WNOHANG)
        if not opened.reopen(held):
            os._exit(child.UNFIT)
        self._take_wires(dict(zip(WIRES, descriptors, strict=True)))
        self._channel.send({"kind": "ready"})

    def _wires_to_come(self) -> list[int]:
        """Return the wires as soon as they are handed over; leave a twin whenever one is asked for."""
        while True:
            try:
                order, descriptors, _, _ = socket.recv_fds(self._post, _GO, len(WIRES))
            except OSError:
                os._exit(0)
            if order == twins.ORDER and descriptors:
                self._leave_twin(descriptors[0])
            elif len(descriptors) == len(WIRES):
                return descriptors
            else:
                os._exit(0)

    def _leave_twin(self, post: int) -> None:
        """Fork one that stands as still as this one; by a process between them it becomes the guardian's child."""
        between = _libc.fork()
        if between == 0:
            if _libc.fork() != 0:
                os._exit(0)
            with contextlib.suppress(OSError):
                os.setsid()
            os.dup2(post, _POST, inheritable=False)
            self._copies = []
            self._say(0, os.getpid())
        elif between > 0:
            os.waitpid(between, 0)
        os.close(post)

    def _let_go_of_wires(self) -> None:
        """Keep no end of the wires, so that the tool sees the end of whoever runs."""
        nothing = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2, WIRE):
            os.dup2(nothing, descriptor, inheritable=descriptor != WIRE)
        os.close(nothing)

    def _take_wires(self, wires: Mapping[str, int]) -> None:
        for name, target in (("stdout", 1), ("stderr", 2), ("talk", WIRE)):
            os.dup2(wires[name], target, inheritable=target != WIRE)
            os.close(wires[name])
        self._channel.rewire()

    def _take_texts(self, texts: Mapping[str, str], moves: moving.Moves) -> None:
        """Take the notes as they are now, with the blocks that have run laid over them where they stand now."""
        self._notes = child.lines_of(texts)
        for path, lines in self._notes.items():
            remember_lines(path, lines)
        if moves:
            self._move(moves)
        for command in self._laid:
            self._show_as_written(command)

    def _move(self, moves: moving.Moves) -> None:
        """Have the blocks that ran stand on other lines, or say that it can't be."""
        try:
            moving.move(moves, self._names, self._visits.probes)
        except moving.Stays as stays:
            self._channel.send({"kind": "unready", "why": str(stays)})
            os._exit(child.UNFIT)
        self._laid = [
            {**command, "lines": [moves[command["path"]].get(line, line) for line in command["lines"]]}
            for command in self._laid
        ]
        self._channel.send({"kind": "ready"})

    def _aftermath(self) -> dict[str, object]:
        """Say what was read so far, and what of it keeps the session from being gone on with."""
        reads = self._wiring.reads
        ends = self._spoiling.found(self._copies)
        if not ends and reads.untraced:
            ends = f"line {self._line()} looked into a folder or asked another program"
        return {"ends": ends, "read": reads.paths()}

    def _line(self) -> int:
        line: int = struct.unpack_from("<q", self._mark)[0]
        return line


def main(descriptors: Mapping[str, int], plan: Mapping[str, Any], mark: mmap, parent: int) -> NoReturn:
    """Become the first process of a session that will be gone on with."""
    kernel.die_with(parent)
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(descriptors["post"], _POST, inheritable=False)
    child.take_descriptors(descriptors, _POST)
    LiveChild(socket.socket(fileno=WIRE), socket.socket(fileno=_POST), mark, plan).serve()
