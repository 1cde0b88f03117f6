"""What the author's code finds around itself: streams, `display`, `input`, a clean `__main__`, watched imports."""

from __future__ import annotations

import builtins
import importlib
import linecache
import logging
import os
import signal
import sys
import warnings
from collections.abc import Mapping
from types import FrameType, ModuleType
from typing import Any

from vault_runner.worker import seeds
from vault_runner.worker.arrivals import Arrivals
from vault_runner.worker.channel import Channel
from vault_runner.worker.display import shown
from vault_runner.worker.notices import Notices
from vault_runner.worker.pictures import Pictures
from vault_runner.worker.printed import Copies
from vault_runner.worker.reads import LOOKS, TALKS, Reads
from vault_runner.worker.streams import Stream
from vault_runner.worker.walls.closed import Closed

PRELUDE = {
    "np": "numpy",
    "torch": "torch",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
    "plt": "matplotlib.pyplot",
    "vm": "vault_runner.mathcore",
}
_FORKS = frozenset(("subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec"))


class Wiring:
    """The objects that one session's code talks to, put in place once."""

    def __init__(self, channel: Channel, start: Mapping[str, Any], closed: Closed) -> None:
        """Build and connect everything; nothing of it is visible in the author's namespace."""
        self.closed = closed
        self._refused = closed.events
        self.channel = channel
        self.running = False
        self.missing: dict[str, BaseException] = {}
        self.reads = Reads(start["vault"], start["scratch"])
        self.arrivals = Arrivals()
        self.copies = Copies()
        self._connect_streams()
        self.notices = Notices(sys.stderr.write)
        self.pictures = Pictures(start["figures"], channel, self.notices)
        self.main = ModuleType("__main__")
        self._connect_interpreter(asks=bool(start.get("asks")))
        self._connect_packages(start)
        self._bind(start["prelude"])
        sys.addaudithook(self._audit)

    def display(self, *values: object) -> None:
        """Show each value as its type says, after everything printed so far."""
        for value in values:
            if self.pictures.is_figure(value):
                self.pictures.send(value)
                self.pictures.close(value)
                continue
            mime, content = shown(value)
            if isinstance(content, bytes) or mime.startswith("image/"):
                raw = content if isinstance(content, bytes) else content.encode()
                if not self.channel.figure(mime, raw, ""):
                    self.notices.add("VRF003", "a picture of more than 20 MiB was left out", "make it smaller")
            else:
                self.channel.display(mime, content)

    def display_last(self, value: object) -> None:
        """Show the value of a block's last expression; an open figure will be shown anyway."""
        if value is not None and not (self.pictures.is_figure(value) and self.pictures.is_open(value)):
            self.display(value)

    def guard_signals(self) -> None:
        """Put our answer to an interrupt back in place, whatever the code made of it."""
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if not self.running:
            return
        if self.channel.busy:
            self.channel.interrupted = True
        else:
            raise KeyboardInterrupt

    def _connect_streams(self) -> None:
        sys.stdout = sys.__stdout__ = Stream("stdout", 1, self.channel, self.copies.write)  # type: ignore[assignment, misc]
        sys.stderr = sys.__stderr__ = Stream("stderr", 2, self.channel)  # type: ignore[assignment, misc]

    def _connect_interpreter(self, *, asks: bool) -> None:
        sys.modules["__main__"] = self.main
        self.main.__dict__["__builtins__"] = builtins
        builtins.__dict__["display"] = self.display
        builtins.__dict__["input"] = self._input if asks else _nobody_answers
        if asks:
            self.arrivals.greet("getpass", self._getpass_arrived)
        sys.argv = [""]
        sys.dont_write_bytecode = True
        warnings.showwarning = self.notices.show_warning
        logging.lastResort = logging.StreamHandler(sys.stderr)
        logging.lastResort.setLevel(logging.WARNING)
        self.guard_signals()

    def _connect_packages(self, start: Mapping[str, Any]) -> None:
        for name in seeds.SOURCES:
            self.arrivals.greet(name, lambda module: seeds.sow(module, start["seed"], start["threads"]))
        self.arrivals.greet("IPython.display", self._ipython_arrived)
        self.pictures.await_arrival(self.arrivals)
        style = start["figures"].get("style", "")
        if os.path.isabs(style):  # noqa: PTH117 - cheaper than pathlib, in each session
            self.reads.note((style, "r", os.O_RDONLY))  # figures depend on it, though the code doesn't open it
        sys.meta_path.insert(0, self.arrivals)

    def _input(self, prompt: object = "", /) -> str:
        """Ask the person who runs the block, as `input` does; what is answered does not show."""
        return _first_line(self.channel.ask(str(prompt), password=False))

    def _getpass_arrived(self, module: ModuleType) -> None:
        def getpass(prompt: object = "Password: ", _stream: object = None) -> str:
            return _first_line(self.channel.ask(str(prompt), password=True))

        module.__dict__["getpass"] = getpass

    def _ipython_arrived(self, module: ModuleType) -> None:
        module.__dict__["display"] = self.display

    def _bind(self, names: list[str]) -> None:
        """Bind the prelude's names; one whose package can't be imported stays unbound until it is used."""
        for name in names:
            try:
                self.main.__dict__[name] = importlib.import_module(PRELUDE[name])
            except Exception as error:
                self.missing[name] = error.with_traceback(None)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            self.reads.note(arguments)
        elif event in LOOKS:
            self.reads.look(arguments)
        elif event in TALKS:
            self.reads.untraced = True
        if event in self._refused:
            self.closed.refuse(event, arguments)
        if event in _FORKS:
            self.channel.settle()


def _first_line(answer: str | None) -> str:
    if answer is None:
        raise EOFError("input() was not answered")
    return answer.partition("\n")[0]


def _nobody_answers(_prompt: object = "", /) -> str:
    raise EOFError("input() has nobody to answer it here")


def remember_lines(path: str, lines: list[str]) -> None:
    """Let tracebacks, warnings and `inspect` find the text of a note."""
    linecache.cache[path] = (sum(map(len, lines)), None, lines, path)


def enter(folder: str) -> None:
    """Make the note's folder the current one and the first place where imports look."""
    os.chdir(folder)
    sys.path.insert(0, folder)
