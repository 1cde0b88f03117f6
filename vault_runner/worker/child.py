"""The process that runs one session's blocks, one after the other, and reports what each of them did."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import functools
import importlib
import inspect
import os
import re
import signal
import socket
import struct
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from mmap import mmap
from typing import Any, NoReturn

from vault_runner.worker import bounds, failures, kernel, seeds
from vault_runner.worker.channel import Channel
from vault_runner.worker.frames import WIRE, receive
from vault_runner.worker.observe import Noted, observe, observe_items
from vault_runner.worker.preload import HEAVY
from vault_runner.worker.statements import FUTURES, Statement, compile_block
from vault_runner.worker.visits import Visits
from vault_runner.worker.walls.closed import Closed
from vault_runner.worker.walls.raising import raise_walls
from vault_runner.worker.wiring import Wiring, enter, remember_lines

_NEWLINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_MOST_OBSERVATIONS = 2000
_MOST_DETAILS = 400
_MOST_MODULES = 1200
UNFIT = 70
"""Exit code of a child that could not be set up."""


class Child:
    """One session: its namespace, its event loop, and what reports on it."""

    def __init__(self, talk: socket.socket, mark: mmap, plan: Mapping[str, Any]) -> None:
        """Take the wire, the page on which the current line is noted for the time after a sudden end, and the walls."""
        self._plan = plan
        self._talk = talk
        self._mark = mark
        self._channel = Channel(talk)
        self._flags = 0
        self._showing: list[tuple[str, int, str]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._visits = Visits()

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
        """Put the walls up first: from here on the folder of the note is where imports look."""
        raise_walls(self._plan)
        self._notes = lines_of(start["texts"])
        for path, lines in self._notes.items():
            remember_lines(path, lines)
        for name, text in start["environment"].items():
            os.environ[name] = text
            if not text:
                del os.environ[name]
        if "tempfile" in sys.modules:
            # The zygote may have looked for the place of temporary files already; ours is another.
            sys.modules["tempfile"].__dict__["tempdir"] = None
        enter(start["folder"])
        self._wiring = Wiring(self._channel, start, Closed(self._plan))
        self._loaded = set(sys.modules)
        self._late: tuple[int, list[str]] = (len(sys.modules), [])
        self._devices = _virtual_devices(start)
        self._names: dict[str, Any] = self._wiring.main.__dict__

    def _run(self, command: Mapping[str, Any]) -> None:
        """Run one block and say how it ended."""
        wiring = self._wiring
        self._begin(command)
        observations: list[Noted] = []
        details: list[Noted] = []
        error = None
        self._showing = []
        try:
            wiring.running = True
            self._execute(command, observations, details)
            wiring.pictures.finish()
            wiring.running = False
        except BaseException as caught:
            wiring.running = False
            error = caught
            self._rescue_pictures()
        kernel.flush_c_streams()
        details = [*details[:_MOST_DETAILS], *self._visits.take()]
        self._name_sizes(observations, details)
        self._channel.done(
            {
                "block": command["block"],
                "moved": self._devices.moved() if self._devices is not None else [],
                "peak": self._devices.peak() if self._devices is not None else [],
                "failure": error and self._told(error),
                "observations": bounds.observations_within(observations, _MOST_OBSERVATIONS),
                "details": bounds.observations_within(details, _MOST_OBSERVATIONS),
                "conditions": self._devices.conditions() if self._devices is not None else [],
                "notices": bounds.notices_within(wiring.notices.take()),
                "printed": wiring.copies.take()[:_MOST_OBSERVATIONS],
                **self._aftermath(),
            }
        )

    def _name_sizes(self, *rows: list[Noted]) -> None:
        if self._devices is not None:
            self._devices.name_sizes([row for some in rows for row in some])

    def _aftermath(self) -> dict[str, object]:
        """Return what else is to be said of a block that is over."""
        return {}

    def _told(self, error: BaseException) -> failures.Told:
        """Describe what ended a block, and the wall that it met if it was one."""
        wall, place = self._wiring.closed.cause(error)
        told = failures.failure(error, self._notes, self._wiring.missing, self._showing)
        return bounds.failure_within({**told, "wall": wall, "place": place})

    def _begin(self, command: Mapping[str, Any]) -> None:
        wiring = self._wiring
        self._show_as_written(command)
        self._channel.begin(command["room"])
        wiring.copies.begin()
        wiring.guard_signals()
        wiring.notices.warnings_shown = command["warning"]
        wiring.pictures.begin(command["salt"], command)
        self._tell_device(command["device"])
        if command["seed"] is not None:
            seeds.seed_loaded(command["seed"])
        torch = sys.modules.get("torch")
        if torch is not None and command["threads"]:
            torch.set_num_threads(command["threads"])

    def _tell_device(self, name: str) -> None:
        """Hand the block's device on to the math core, whether it is loaded or will be."""
        os.environ["VAULT_RUNNER_DEVICE"] = name
        core = sys.modules.get("vault_runner.mathcore.devices")
        if core is not None:
            core.be_told(name)

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

    def _execute(self, command: Mapping[str, Any], observations: list[Noted], details: list[Noted]) -> None:
        source, path = command["source"], command["path"]
        change = functools.partial(self._change, lines=command["probes"], path=path)
        for statement in compile_block(source, path, command["lines"], self._flags, change):
            struct.pack_into("<q", self._mark, 0, statement.line)
            self._visits.next_statement()
            value = self._value(statement)
            self._flags |= statement.code.co_flags & FUTURES
            observations += observe(statement, value, self._names)
            details += observe_items(statement, value, self._names)
            self._wiring.copies.end_statement(statement, self._stated(statement, value))
            if statement.shown:
                self._showing = [(command["path"], statement.line, "<module>")]
                self._wiring.display_last(value)

    def _change(self, tree: ast.Module, lines: Collection[int], path: str) -> None:
        self._visits.insert(tree, lines, path)
        if self._devices is not None:
            self._devices.change(tree)

    def _stated(self, statement: Statement, value: object) -> object:
        """Return the value that a comment beside a statement speaks of: its own, or that of the one name it binds."""
        if statement.expression or len(statement.names) != 1 or statement.names[0][1] is not None:
            return value
        return self._names.get(statement.names[0][0])

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
        reads = self._wiring.reads
        modules = self._late_modules()[:_MOST_MODULES]
        self._channel.send({"kind": "bye", "files": reads.paths(), "modules": modules, "untraced": reads.untraced})

    def _late_modules(self) -> list[str]:
        """Return the parts of heavy packages that were imported; it is only looked if there are others than before."""
        count = len(sys.modules)
        if count != self._late[0]:
            late = [name for name in sys.modules if name not in self._loaded and name.partition(".")[0] in HEAVY]
            self._late = count, [name for name in late if _is_imported(name)]
        return self._late[1]


def _is_imported(name: str) -> bool:
    """Tell a module that was imported from what only stands in its place."""
    return getattr(sys.modules[name], "__spec__", None) is not None


def lines_of(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the lines of each note, with their ends."""
    return {path: [line for line in _NEWLINE.split(text) if line] for path, text in texts.items()}


def _virtual_devices(start: Mapping[str, Any]) -> Any:  # noqa: ANN401 - torch must not be imported here
    """Begin the virtual devices that the session is to run on; nothing of them is loaded if there are none."""
    wanted = start["devices"]
    if wanted is None:
        return None
    if wanted["mode"] == "symbolic":
        symbolic = importlib.import_module("vault_runner.worker.devices.symbolic")
        devices = symbolic.Followed(wanted["kind"], wanted["count"], seed=start["seed"])
    else:
        virtual = importlib.import_module("vault_runner.worker.devices.virtual")
        devices = virtual.Devices(wanted["mode"], wanted["kind"], wanted["count"], seed=start["seed"])
    devices.begin()
    return devices


def main(descriptors: Mapping[str, int], plan: Mapping[str, Any], mark: mmap, parent: int) -> NoReturn:
    """Become a child: die with the guardian, take the descriptors, serve behind the walls that `plan` asks for."""
    kernel.die_with(parent)
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    take_descriptors(descriptors)
    Child(socket.socket(fileno=WIRE), mark, plan).serve()


def take_descriptors(descriptors: Mapping[str, int], *spared: int) -> None:
    """Put nothing on 0, the pipes on 1 and 2, the wire where code that closes or counts doesn't meet it; no more.

    Beside these only the `spared` ones stay open.
    """
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (descriptors["stdout"], 1), (descriptors["stderr"], 2)):
        os.dup2(source, target, inheritable=True)
    os.dup2(descriptors["talk"], WIRE, inheritable=False)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - pathlib would be slower here
        if int(name) not in (0, 1, 2, WIRE, *spared):
            with contextlib.suppress(OSError):
                os.close(int(name))
