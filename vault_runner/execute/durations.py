"""How long blocks took, and how long they will probably take."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec

from vault_runner.model import Result, Session, Step

_MOST = 5000
_RECENT = 5
_ENDED = ("ok", "failed", "timed-out")
_TABLE = msgspec.json.Decoder(dict[str, list[float]])


class Durations:
    """The latest durations of blocks by what they hold, and by where they stand for those that are new."""

    def __init__(self, file: Path | None = None) -> None:
        """Remember in `file` as well, so that another process knows; one that can't be read is as good as none."""
        self._file = file
        self._lock = threading.Lock()
        self._table = _loaded(file)
        self._stood: dict[str, str] = {}
        """The block that ran last at each place."""

    def note(self, session: Session, results: Sequence[Result]) -> None:
        """Take the durations of a run; what did not run tells nothing."""
        with self._lock:
            for number, (step, result) in enumerate(zip(session.steps, results, strict=False)):
                if not result.cached and result.status in _ENDED:
                    names = _names(session, number, step)
                    self._stood[names[-1]] = step.key
                    for name in names:
                        past = self._table.pop(name, [])
                        self._table[name] = [*past, round(result.seconds, 4)][-_RECENT:]
            while len(self._table) > _MOST:
                oldest = next(iter(self._table))
                del self._table[oldest]
                self._stood.pop(oldest, None)

    def expected(self, session: Session, number: int) -> float | None:
        """Return the seconds that a step will probably take; None if nothing like it has run yet.

        Of the latest runs the longest counts. A block that was edited is expected to take what it took before; one
        that is new, above another one that was only pushed down by it, is not.
        """
        with self._lock:
            names = _names(session, number, session.steps[number])
            if self._stood.get(names[-1]) in {step.key for step in session.steps}:
                names = names[:-1]
            return next((max(self._table[name]) for name in names if self._table.get(name)), None)

    def save(self) -> None:
        """Write what is remembered to the file; nothing depends on it, so that a failure is passed over."""
        if self._file is None:
            return
        with self._lock, contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._file.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(self._table))
            Path(name).replace(self._file)


def _names(session: Session, number: int, step: Step) -> tuple[str, ...]:
    """Return under which names a step is known: what it holds, its identifier, its place."""
    whose = f"{session.own}\0{session.name}\0{step.path}"
    return step.key, f"{whose}\0{step.block.id}", f"{whose}\0{number}"


def _loaded(file: Path | None) -> dict[str, list[float]]:
    try:
        return _TABLE.decode(file.read_bytes()) if file is not None else {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
