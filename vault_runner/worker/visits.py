"""What is noted each time that a probed statement runs: names, shapes, dtypes and devices, never the values.

A visit is kept once for each way in which a call can get to it: visits form a tree, in which each one hangs below the
visit before it in the same call and the same turn of its loops. So sizes that one call or turn gave a name never mix
with another's, and a hot loop that always sees the same shapes is one visit and soon costs next to nothing.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import inspect
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType

from vault_runner.worker.observe import Noted, described, is_sized
from vault_runner.worker.probes import HOOK, Probe, insert

_MOST_NOTED = 600
_MOST_CALLS = 5000
_MOST_NAMES = 24
_SNAPSHOTS = sys.version_info < (3, 13)
"""Whether a frame's names are copied into a dictionary that would keep their values alive."""


@dataclass(slots=True)
class _Call:
    """One call of a function that is under way: the latest visit at each depth of its loops."""

    latest: list[int] = field(default_factory=lambda: [0])
    opened: dict[int, list[Noted]] = field(default_factory=dict)


class Visits:
    """Gathers the visits of a session."""

    def __init__(self) -> None:
        """Put the name that probed statements call into the builtins."""
        self._probes: list[Probe] = []
        self._calls: dict[int, _Call] = {}
        self._tree: dict[tuple[object, ...], int] = {}
        self._found: list[Noted] = []
        setattr(builtins, HOOK, self._seen)

    @property
    def probes(self) -> list[Probe]:
        """The probes of the blocks so far."""
        return self._probes

    def insert(self, tree: ast.Module, lines: Collection[int], path: str) -> None:
        """Have the nested statements of `lines` noted when they run."""
        insert(tree, lines, path, self._probes)

    def next_statement(self) -> None:
        """Begin another top-level statement."""
        self._calls[0] = _Call()

    def take(self) -> list[Noted]:
        """Return what was noted since the last time."""
        found, self._found = self._found, []
        return found

    def _seen(self, verb: str, number: int, inside: bool, value: object = None) -> object:  # noqa: FBT001 - the call is ours
        """Note something; whatever goes wrong with it is not the author's concern."""
        try:  # noqa: SIM105 - called in hot loops
            self._note(verb, number, sys._getframe(1), value, inside=inside)  # noqa: SLF001 - whose values are meant
        except Exception:  # noqa: S110
            pass
        return value

    def _note(self, verb: str, number: int, frame: FrameType, value: object, *, inside: bool) -> None:
        key = id(frame) if inside else 0
        if verb == "call":
            self._begin(key)
            return
        call = self._calls.get(key)
        if call is None:
            return
        if verb == "turn":
            del call.latest[number:]
            call.latest.append(call.latest[-1])
            return
        probe = self._probes[number]
        if probe.visits > 0 and probe.distinct > 0 and not _is_traced():
            with _unseen():
                self._visit(verb, number, frame, value, call)

    def _visit(self, verb: str, number: int, frame: FrameType, value: object, call: _Call) -> None:
        probe = self._probes[number]
        if verb in {"open", "at"}:
            probe.visits -= 1
            call.opened[number] = list(_read(frame, probe))
        rows = call.opened.get(number)
        if rows is None or verb == "open":
            return
        if verb in {"value", "return"}:
            rows += described("", value)
        else:
            for name, code in probe.names:
                rows += described(name, _value_of(name, code, frame))
        if verb != "value":
            del call.opened[number]
            self._keep(number, rows, call)

    def _begin(self, key: int) -> None:
        if len(self._calls) > _MOST_CALLS:
            self._calls.clear()
        self._calls[key] = _Call()

    def _keep(self, number: int, rows: list[Noted], call: _Call) -> None:
        probe = self._probes[number]
        after = call.latest[probe.depth] if probe.depth < len(call.latest) else call.latest[-1]
        # Counters alone make no visit different from another.
        way = (after, number, *(tuple(row.values()) for row in rows if row.get("type") != "int"))
        visit = self._tree.get(way, 0)
        if not visit and rows and len(self._found) + len(rows) <= _MOST_NOTED:
            visit = self._tree[way] = len(self._tree) + 1
            probe.distinct -= 1
            place: Noted = {"line": probe.line, "end_line": probe.end_line, "visit": visit, "after": after}
            self._found += [{**row, **place} for row in rows]
        if visit:
            call.latest[probe.depth :] = [visit]


def _read(frame: FrameType, probe: Probe) -> Iterator[Noted]:
    """Yield what is there before the statement: the arrays and whole numbers among the names that it may be about."""
    names = _names(frame)
    wanted = [name for name in names if probe.mentioned is None or name in probe.mentioned]
    values = [(name, names[name]) for name in wanted if is_sized(names[name])][-_MOST_NAMES:]
    for name, value in values:
        yield from ({**row, "role": "read"} for row in described(name, value)[:1])


def _value_of(name: str, code: CodeType | None, frame: FrameType) -> object:
    """Return what stands at a place; None if it can't be read."""
    names = _names(frame)
    try:
        return names.get(name) if code is None else eval(code, frame.f_globals, names)  # noqa: S307
    except Exception:
        return None


def _names(frame: FrameType) -> dict[str, object]:
    """Return a frame's names and values."""
    held = frame.f_locals
    if not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        return held
    names = dict(held)
    if _SNAPSHOTS:
        held.clear()  # the values would live on in it until the function returns
    return names


def _is_traced() -> bool:
    """Tell whether torch records what runs, so that looking at a size would be recorded as well."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "jit"):
        return False
    return bool(torch.jit.is_tracing())


def _unseen() -> contextlib.AbstractContextManager[object]:
    """Keep torch from telling the modes and kinds of tensors of the author's code that a size is looked at."""
    torch = sys.modules.get("torch")
    quiet = getattr(getattr(torch, "_C", None), "DisableTorchFunction", None)
    return contextlib.nullcontext() if quiet is None else quiet()
