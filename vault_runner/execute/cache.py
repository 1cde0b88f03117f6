"""Results of earlier runs. An entry answers for a whole session or not at all, since it carries no state."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

import msgspec

from vault_runner.execute.digests import file_digest
from vault_runner.model import (
    Display,
    Failure,
    Figure,
    FileRead,
    Frame,
    Mode,
    Notice,
    Observation,
    Output,
    Printed,
    Result,
    Session,
    SessionRun,
    Status,
    Step,
    Stream,
)

_KINDS: dict[str, type[Output]] = {"stream": Stream, "display": Display, "figure": Figure, "failure": Failure}
_Kind: TypeAlias = Literal["stream", "display", "figure", "failure"]
_Moves: TypeAlias = dict[tuple[str, int], int]
_Noted = TypeVar("_Noted", Observation, Printed)


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A result without what the session itself says."""

    status: Status
    outputs: tuple[tuple[_Kind, msgspec.Raw], ...]
    observations: tuple[Observation, ...]
    seconds: float
    device: str
    mode: Mode
    because: str
    notices: tuple[Notice, ...]
    dropped: int
    printed: tuple[Printed, ...]
    details: tuple[Observation, ...]
    remedy: str
    moved: tuple[tuple[str, int, int], ...] = ()
    peak: tuple[tuple[str, int], ...] = ()


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A session's results, the lines its steps stood on, and the files it read."""

    lines: tuple[tuple[str, tuple[int, ...]], ...]
    results: tuple[_Kept, ...]
    files: tuple[FileRead, ...]
    probes: tuple[tuple[int, ...], ...]
    """The lines whose statements inside others were noted, step by step."""


class Store:
    """Keeps runs in a folder, one file each, named by the hash of everything that they depend on."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made when something is kept."""
        self._folder = folder

    def lookup(self, session: Session, environment: str) -> SessionRun | None:
        """Return what an earlier run of the same session gave; None if there is none, or a file it read has changed.

        Results are given the places of today: a note whose prose grew does not run again.
        """
        try:
            entry = msgspec.json.decode(self._place(session, environment).read_bytes(), type=_Entry)
            return _revived(entry, session)
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def keep(self, session: Session, environment: str, run: SessionRun) -> None:
        """Keep a run, if it may be kept; a folder that can't be written is no error, the next run just runs."""
        if not run.cacheable or len(run.results) != len(session.steps):
            return
        lines = tuple((step.path, step.lines) for step in session.steps)
        probes = tuple(step.probes for step in session.steps)
        entry = _Entry(lines, tuple(_shelved(result) for result in run.results), run.files, probes)
        place = self._place(session, environment)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, msgspec.json.encode(entry))

    def _place(self, session: Session, environment: str) -> Path:
        steps = [(step.path, step.key, _layout(step), _options(step)) for step in session.steps]
        whole = msgspec.json.encode((environment, session.seed, session.prelude, steps))
        key = hashlib.sha256(whole).hexdigest()
        return self._folder / key[:2] / f"{key}.json"


def _write(place: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as fresh:
            fresh.write(content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _layout(step: Step) -> list[int]:
    """Return on which lines the statements stand, counted from the block's first.

    The step's key ignores comments and layout, but observations name lines: code may only be taken for the same if
    its statements stand as they stood.
    """
    first = step.lines[0] if step.lines else 0
    places = [line - first for line in step.lines]
    try:
        lines = [node.lineno for node in ast.walk(ast.parse(step.source)) if isinstance(node, ast.stmt)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [*places, int(hashlib.sha256(step.source.encode("utf-8", "replace")).hexdigest()[:12], 16)]
    return [*lines, -1, *(place for number, place in enumerate(places) if place != number)]


def _options(step: Step) -> list[object]:
    """Return the options that a result depends on."""
    options = step.options
    chance = (options.seed, options.threads, options.device)
    ending = (options.raises, options.error, options.warning)
    return [*chance, *ending, options.fig_width, options.fig_height, options.fig_format, options.fig_dpi]


def _shelved(result: Result) -> _Kept:
    outputs = tuple((_kind(output), msgspec.Raw(msgspec.json.encode(output))) for output in result.outputs)
    return _Kept(
        result.status,
        outputs,
        result.observations,
        result.seconds,
        result.device,
        result.mode,
        result.because,
        result.notices,
        result.dropped,
        result.printed,
        result.details,
        result.remedy,
        moved=result.moved,
        peak=result.peak,
    )


def _kind(output: Output) -> _Kind:
    match output:
        case Stream():
            return "stream"
        case Display():
            return "display"
        case Figure():
            return "figure"
        case Failure():
            return "failure"


def _revived(entry: _Entry, session: Session) -> SessionRun | None:
    moves = _moves(entry, session)
    if moves is None or len(entry.results) != len(session.steps) or not _is_noted(entry, session, moves):
        return None
    if any(file_digest(read.path) != read.digest for read in entry.files):
        return None
    results = tuple(_result(kept, step, moves) for kept, step in zip(entry.results, session.steps, strict=True))
    if moves and any(_speaks_of_lines(result) for result in results):
        return None
    return SessionRun(session.own, session.name, results, entry.files)


def _is_noted(entry: _Entry, session: Session, moves: _Moves) -> bool:
    """Tell whether all was noted that claims speak of today."""
    return all(
        set(step.probes) <= {moves.get((step.path, line), line) for line in probes}
        for probes, step in zip(entry.probes, session.steps, strict=True)
    )


def _moves(entry: _Entry, session: Session) -> _Moves | None:
    """Return where each line stands now, empty if all stand where they stood, None if they can't be matched."""
    moves: _Moves = {}
    for (path, before), step in zip(entry.lines, session.steps, strict=True):
        if len(before) != len(step.lines) or path != step.path:
            return None
        moves.update(((path, old), new) for old, new in zip(before, step.lines, strict=True))
    return moves if any(old != new for (_, old), new in moves.items()) else {}


def _result(kept: _Kept, step: Step, moves: _Moves) -> Result:
    return Result(
        step.path,
        step.block.id,
        step.key,
        kept.status,
        tuple(_output(kind, raw, moves) for kind, raw in kept.outputs),
        tuple(_observed(noted, step.path, moves) for noted in kept.observations),
        kept.seconds,
        kept.device,
        kept.mode,
        cached=True,
        because=kept.because,
        notices=kept.notices,
        dropped=kept.dropped,
        moved=kept.moved,
        peak=kept.peak,
        printed=tuple(_observed(copy, step.path, moves) for copy in kept.printed),
        details=tuple(_observed(noted, step.path, moves) for noted in kept.details),
        remedy=kept.remedy,
    )


def _observed(noted: _Noted, path: str, moves: _Moves) -> _Noted:
    line, end = moves.get((path, noted.line), noted.line), moves.get((path, noted.end_line), noted.end_line)
    return replace(noted, line=line, end_line=end) if moves else noted


def _output(kind: _Kind, raw: msgspec.Raw, moves: _Moves) -> Output:
    output: Output = msgspec.json.decode(raw, type=_KINDS[kind])
    if isinstance(output, Failure) and moves:
        return replace(output, traceback=tuple(_frames(output, moves)))
    return output


def _frames(failure: Failure, moves: _Moves) -> Iterator[Frame]:
    for frame in failure.traceback:
        yield replace(frame, line=moves.get((frame.path, frame.line), frame.line))


def _speaks_of_lines(result: Result) -> bool:
    """Tell whether a result names lines in words, which can't be moved."""
    if "line " in result.because:
        return True
    texts = (output.text for output in result.outputs if isinstance(output, (Stream, Display)))
    return any(f"{result.path}:" in text or f'"{result.path}"' in text for text in texts)
