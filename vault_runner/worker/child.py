"""The process that runs one session's blocks, one after the other, and reports what each of them did."""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import resource
import signal
import socket
import struct
import sys
from collections import Counter
from collections.abc import Mapping
from mmap import mmap
from typing import Any, NoReturn

from vault_runner.worker import failures, kernel, seeds
from vault_runner.worker.channel import Channel
from vault_runner.worker.frames import receive
from vault_runner.worker.observe import Noted, observe
from vault_runner.worker.preload import HEAVY
from vault_runner.worker.statements import FUTURES, Statement, compile_block
from vault_runner.worker.wiring import Wiring, enter, remember_lines

_NEWLINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_HIGH = 512
_MIB = 1 << 20
_MOST_OBSERVATIONS = 2000
_MOST_MODULES = 1200
UNFIT = 70
"""Exit code of a child that could not be set up."""


class Child:
    """One session: its namespace, its event loop, and what reports on it."""

    def __init__(self, talk: socket.socket, mark: mmap) -> None:
        """Take the wire, and the page on which the current line is noted for the time after a sudden end."""
        self._talk = talk
        self._mark = mark
        self._channel = Channel(talk)
        self._flags = 0
        self._showing: list[tuple[str, int, str]] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def serve(self) -> NoReturn:
        """Carry out the tool's commands until it says `end` or is gone."""
        start = receive(self._talk)
        if start is None:
            os._exit(0)
        try:
            self._set_up(start)
        except Exception as error:
            self._channel.send({"kind": "unready", "why": f"{type(error).__name__}: {error}"})
            os._exit(UNFIT)
        self._channel.send({"kind": "ready"})
        while (command := receive(self._talk)) is not None and command["do"] == "run":
            self._run(command)
        if command is not None:
            self._leave()
        os._exit(0)

    def _set_up(self, start: Mapping[str, Any]) -> None:
        self._notes = {path: [line for line in _NEWLINE.split(text) if line] for path, text in start["texts"].items()}
        for path, lines in self._notes.items():
            remember_lines(path, lines)
        for name, text in start["environment"].items():
            os.environ[name] = text
            if not text:
                del os.environ[name]
        enter(start["folder"])
        self._wiring = Wiring(self._channel, start)
        self._loaded = set(sys.modules)
        self._names: dict[str, Any] = self._wiring.main.__dict__

    def _run(self, command: Mapping[str, Any]) -> None:
        """Run one block and say how it ended."""
        wiring = self._wiring
        self._begin(command)
        observations: list[Noted] = []
        error = None
        self._showing = []
        try:
            wiring.running = True
            self._execute(command, observations)
            wiring.pictures.finish()
            wiring.running = False
        except BaseException as caught:
            wiring.running = False
            error = caught
            self._rescue_pictures()
        kernel.flush_c_streams()
        self._channel.done(
            {
                "block": command["block"],
                "failure": error and failures.failure(error, self._notes, wiring.missing, self._showing),
                "observations": observations[:_MOST_OBSERVATIONS],
                "notices": wiring.notices.take(),
            }
        )

    def _begin(self, command: Mapping[str, Any]) -> None:
        wiring = self._wiring
        self._show_as_written(command)
        self._channel.begin(command["room"])
        wiring.guard_signals()
        wiring.notices.warnings_shown = command["warning"]
        wiring.pictures.begin(command["salt"], command["width"], command["height"])
        if command["seed"] is not None:
            seeds.seed_loaded(command["seed"])
        torch = sys.modules.get("torch")
        if torch is not None and command["threads"]:
            torch.set_num_threads(command["threads"])

    def _show_as_written(self, command: Mapping[str, Any]) -> None:
        """Lay the block's own lines over the note's, so that no container prefix shows in a traceback."""
        noted: list[int] = command["lines"]
        lines = self._notes.setdefault(command["path"], [])
        lines += ["\n"] * (max(noted, default=0) - len(lines))
        shared = Counter(noted)
        for number, text in zip(noted, command["source"].split("\n"), strict=False):
            if shared[number] == 1:
                lines[number - 1] = text + "\n"
        remember_lines(command["path"], lines)

    def _execute(self, command: Mapping[str, Any], observations: list[Noted]) -> None:
        for statement in compile_block(command["source"], command["path"], command["lines"], self._flags):
            struct.pack_into("<q", self._mark, 0, statement.line)
            value = self._value(statement)
            self._flags |= statement.code.co_flags & FUTURES
            observations += observe(statement, value, self._names)
            if statement.shown:
                self._showing = [(command["path"], statement.line, "<module>")]
                self._wiring.display_last(value)

    def _value(self, statement: Statement) -> object:
        outcome = eval(statement.code, self._names)  # noqa: S307 - running the author's code is the purpose
        if statement.code.co_flags & inspect.CO_COROUTINE:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                asyncio.set_event_loop(self._loop)
            return self._loop.run_until_complete(outcome)
        return outcome

    def _rescue_pictures(self) -> None:
        """Show what a failed block had drawn; whatever goes wrong with it now is not the failure to report."""
        try:
            self._wiring.pictures.finish()
        except BaseException as second:
            self._wiring.notices.add("VRF005", f"a figure could not be drawn: {type(second).__name__}")

    def _leave(self) -> None:
        """Say what was read, and which parts of heavy packages had to be imported after all."""
        late = [name for name in sys.modules if name not in self._loaded and name.partition(".")[0] in HEAVY]
        reads = self._wiring.reads
        modules = late[:_MOST_MODULES]
        self._channel.send({"kind": "bye", "files": reads.paths(), "modules": modules, "untraced": reads.untraced})


def main(descriptors: Mapping[str, int], limits: Mapping[str, Any], mark: mmap, parent: int) -> NoReturn:
    """Become a child: die with the guardian, take the descriptors, set the limits, serve."""
    kernel.die_with(parent)
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _take_descriptors(descriptors)
    _limit(limits["address"])
    Child(socket.socket(fileno=_HIGH), mark).serve()


def _take_descriptors(descriptors: Mapping[str, int]) -> None:
    """Put nothing on 0, the pipes on 1 and 2, and the wire where code that closes or counts doesn't meet it."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (descriptors["stdout"], 1), (descriptors["stderr"], 2)):
        os.dup2(source, target, inheritable=True)
    os.dup2(descriptors["talk"], _HIGH, inheritable=False)
    for descriptor in (nothing, *descriptors.values()):
        os.close(descriptor)


def _limit(memory: int) -> None:
    """Bound the address space to what is mapped now and `memory` MiB; 0 leaves it, since CUDA reserves far more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not memory:
        return
    with open("/proc/self/statm", encoding="ascii") as statistics:  # noqa: PTH123 - nothing else is needed of pathlib
        mapped = int(statistics.read().split()[0]) * resource.getpagesize()
    most = mapped + memory * _MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
