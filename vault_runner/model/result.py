"""What happened in a run. The author's failing code is a `Failure` in a `Result`, never our exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["ok", "failed", "timed-out", "crashed", "skipped", "not-run"]
Mode: TypeAlias = Literal["real", "shape", "value"]


@dataclass(frozen=True, slots=True)
class Stream:
    """Text that the code wrote to a stream."""

    name: Literal["stdout", "stderr"]
    text: str


@dataclass(frozen=True, slots=True)
class Display:
    """One value shown, in the richest mime type that we keep."""

    mime: Literal["text/plain", "text/markdown", "text/latex", "text/html"]
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture: an open matplotlib figure or a displayed image."""

    mime: Literal["image/png", "image/svg+xml"]
    content: bytes
    title: str = ""
    """The figure's own title, used as alternative text when the author gave none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a traceback."""

    path: str
    line: int
    function: str
    code: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception that ended a block."""

    ename: str
    evalue: str
    traceback: tuple[Frame, ...]
    """Outermost first, from the note's own code on; frames of vault-runner are left out."""


Output: TypeAlias = Stream | Display | Figure | Failure


@dataclass(frozen=True, slots=True)
class Observation:
    """What one top-level statement bound or evaluated, noted in the child and sent as plain values."""

    line: int
    """The note's line of the statement."""
    end_line: int
    """The note's last line of the statement."""
    name: str
    """The name bound, dotted or subscripted as written; empty for the value of an expression."""
    type: str
    """The type's name, such as `Tensor`, `ndarray`, `tuple`, `float`."""
    shape: tuple[int, ...] | None = None
    dtype: str = ""
    device: str = ""
    value: str = ""
    """The value as JSON if it is small (numbers, strings, short nested lists), else empty."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that the session read, and the hash of what it held."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the run that is worth a finding: a missing glyph, a magic passed over."""

    rule: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What happened when one block ran."""

    path: str
    block: str
    key: str
    status: Status
    outputs: tuple[Output, ...] = ()
    observations: tuple[Observation, ...] = ()
    seconds: float = 0.0
    device: str = "cpu"
    mode: Mode = "real"
    cached: bool = False
    because: str = ""
    """Why it did not run or did not end well, in plain words."""
    notices: tuple[Notice, ...] = ()
    dropped: int = 0
    """Characters of output beyond what was kept."""


@dataclass(frozen=True, slots=True)
class SessionRun:
    """The results of one session, in the order of its steps, and what else it depended on."""

    path: str
    session: str
    results: tuple[Result, ...]
    files: tuple[FileRead, ...] = ()
    cacheable: bool = True
    """False if a block was killed, timed out, or could not be waited for."""
