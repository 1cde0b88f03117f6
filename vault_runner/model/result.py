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
    """What a statement bound or evaluated, noted in the child and sent as plain values."""

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
    visit: int = 0
    """For a statement inside another one: the number of the visit, from 1 in each session; 0 at top level."""
    after: int = 0
    """The visit before it in the same call and the same turn of its loops; 0 if it is the first."""
    role: Literal["", "read"] = ""
    """`read` for a name that the statement does not bind, with its value before the statement."""
    sizes: tuple[str, ...] = ()
    """The shape, or the whole number, as expressions in names, where sizes stand for any number."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What one top-level statement showed, copied in the child beside the block's outputs; long text is cut."""

    line: int
    """The note's line of the statement."""
    end_line: int
    """The note's last line of the statement."""
    text: str = ""
    """What it wrote to `stdout`."""
    value: str = ""
    """The `repr` of its value, or of the one name that it bound; empty if that is long or not known to be harmless."""
    whole: bool = True
    """Whether `text` is all that it wrote."""


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
    moved: tuple[tuple[str, int, int], ...] = ()
    """Copies to (`h2d`), from (`d2h`) and between (`d2d`) virtual devices so far: way, how many, bytes."""
    peak: tuple[tuple[str, int], ...] = ()
    """The most bytes that were on each device at once, by its name, as far as a virtual run tells."""
    printed: tuple[Printed, ...] = ()
    """What its statements showed, in their order; those that showed nothing are left out."""
    details: tuple[Observation, ...] = ()
    """What else claims may speak of: arrays in tuples, and statements inside others that were visited meanwhile."""
    remedy: str = ""
    """What would let it go on, if a wall stopped it."""
    conditions: tuple[tuple[str, str, str, int], ...] = ()
    """What must be so for sizes that stand for any number: kind, left and right side, line."""
    anew: str = ""
    """Why a live session ran from its start with this block, where it would have gone on from a snapshot."""


@dataclass(frozen=True, slots=True)
class SessionRun:
    """The results of one session, in the order of its steps, and what else it depended on."""

    path: str
    session: str
    results: tuple[Result, ...]
    files: tuple[FileRead, ...] = ()
    cacheable: bool = True
    """False if a block was killed, timed out, or could not be waited for."""
