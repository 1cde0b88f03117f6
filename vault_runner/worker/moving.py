"""Blocks whose lines have moved in their note: what a process remembers of lines moves too, or it can't be used."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    TracebackType,
)
from typing import Any, TypeAlias

from vault_runner.worker.probes import Probe

Moves: TypeAlias = Mapping[str, Mapping[int, int]]
"""For each note where each line of its blocks stands now."""


class Stays(Exception):  # noqa: N818 - a turn of events, not an error
    """Something remembers a line and can't be told of another one."""


def move(moves: Moves, names: Mapping[str, object], probes: Iterable[Probe]) -> None:
    """Tell every function of the notes, and every probe, where it stands now.

    Raises:
        Stays: if anything can't be told; the process is of no use then.
    """
    if names.get("__warningregistry__"):
        raise Stays("a warning")
    # By the true type alone: `isinstance` would ask for `__class__`, which objects of others may answer with code.
    found = [thing for thing in gc.get_objects() if type(thing) in _KINDS or issubclass(type(thing), type)]
    for thing in found:
        _check(thing, moves)
    for thing in found:
        if type(thing) is FunctionType and thing.__code__.co_filename in moves:
            thing.__code__ = _moved(thing.__code__, moves)
    _move_probes(list(probes), moves)


_HELD: dict[type, tuple[Callable[[Any], CodeType], str]] = {
    GeneratorType: (attrgetter("gi_code"), "a generator"),
    CoroutineType: (attrgetter("cr_code"), "a coroutine"),
    AsyncGeneratorType: (attrgetter("ag_code"), "a generator"),
    FrameType: (attrgetter("f_code"), "a call that has begun"),
    TracebackType: (attrgetter("tb_frame.f_code"), "an exception"),
}
_KINDS = frozenset((FunctionType, *_HELD))


def _check(thing: object, moves: Moves) -> None:
    """Refuse what holds lines that can't be changed."""
    if issubclass(type(thing), type):
        if thing.__module__ == "__main__" and "__firstlineno__" in vars(thing):
            raise Stays("a class")
        return
    held = _HELD.get(type(thing))
    if held is None:
        return
    where, name = held
    code = where(thing)
    if code.co_filename in moves:
        raise Stays(name)


def _moved(code: CodeType, moves: Moves) -> CodeType:
    lines = moves[code.co_filename]
    if code.co_firstlineno not in lines:
        raise Stays("a function")
    parts = tuple(
        _moved(part, moves) if isinstance(part, CodeType) and part.co_filename in moves else part
        for part in code.co_consts
    )
    return code.replace(co_firstlineno=lines[code.co_firstlineno], co_consts=parts)


def _move_probes(probes: list[Probe], moves: Moves) -> None:
    if not probes:
        return
    if len(moves) > 1:
        raise Stays("a probe")  # it doesn't know its note
    (lines,) = moves.values()
    for probe in probes:
        if probe.line not in lines or probe.end_line not in lines:
            raise Stays("a probe")
        probe.line, probe.end_line = lines[probe.line], lines[probe.end_line]


def moves_of(rows: Mapping[str, Iterable[tuple[int, int]]]) -> dict[str, dict[int, int]]:
    """Return moves as they are sent: pairs of the old and the new line for each note."""
    return {sys.intern(path): dict(pairs) for path, pairs in rows.items()}
