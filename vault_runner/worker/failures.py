"""An exception of the author's code as plain values, its traceback beginning in the note."""

from __future__ import annotations

import importlib.util
import linecache
import sysconfig
import traceback
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType

Told = dict[str, object]
"""A failure as it is sent: ename, evalue, bases, traceback, missing."""

_OURS = str(Path(__file__).parent)
_HEAD, _TAIL = 10, 20
_TEXT_LIMIT = 8000


Place = tuple[str, int, str]
"""Path, line and function of a frame."""


def failure(
    error: BaseException,
    notes: Collection[str],
    missing: Mapping[str, BaseException],
    showing: Sequence[Place] = (),
) -> Told:
    """Describe `error`.

    Args:
        error: What the code raised.
        notes: Paths of the notes whose blocks run here.
        missing: Prelude names that could not be bound, and the exception that importing their package gave.
        showing: The statement whose value was being displayed, which has ended and left no frame.
    """
    frames = _frames(error.__traceback__, notes, showing)
    if isinstance(error, SyntaxError):
        frames += _syntax_frame(error)
    unbound = missing.get(getattr(error, "name", None) or "") if isinstance(error, NameError) else None
    shown = unbound or error
    return {
        "ename": type(shown).__name__,
        "evalue": _text(shown),
        "bases": [base.__name__ for base in type(shown).__mro__],
        "traceback": frames,
        "missing": _missing_package(shown),
    }


def _text(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"called sys.exit({error.code!r})" if error.code is not None else "called sys.exit()"
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        return str(error)[:_TEXT_LIMIT]
    except BaseException as second:
        return f"(its message can't be shown: {type(second).__name__})"


def _frames(trace: TracebackType | None, notes: Collection[str], showing: Sequence[Place]) -> list[list[object]]:
    """Return path, line, function and code of each frame from the first one in a note on, ours left out."""
    summary = [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
        if not frame.f_code.co_filename.startswith(_OURS)
    ]
    start = next((index for index, (path, _, _) in enumerate(summary) if path in notes), len(summary))
    kept = [*showing, *summary[start:]]
    if len(kept) > _HEAD + _TAIL:
        kept = kept[:_HEAD] + kept[-_TAIL:]
    return [[shorten(path), line or 0, name, linecache.getline(path, line or 0).strip()] for path, line, name in kept]


def _syntax_frame(error: SyntaxError) -> list[list[object]]:
    if not error.filename or not error.lineno:
        return []
    code = linecache.getline(error.filename, error.lineno) or error.text or ""
    return [[shorten(error.filename), error.lineno, "<module>", code.strip()]]


def _missing_package(error: BaseException) -> str:
    """Return the package that isn't installed, empty if that is not what is wrong."""
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return ""
    root = error.name.partition(".")[0]
    try:
        return root if importlib.util.find_spec(root) is None else ""
    except (ImportError, ValueError, AttributeError):
        return ""


def shorten(path: str) -> str:
    """Return the path of a library's file without where this machine keeps it."""
    for place in (sysconfig.get_path("platlib"), sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")):
        if place and path.startswith(place + "/"):
            return path[len(place) + 1 :]
    return path
