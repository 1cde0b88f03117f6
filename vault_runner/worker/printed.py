"""What each top-level statement showed, so that an output stated beside it can be compared with it alone.

A copy beside the block's own output, and never more than a small one: what is longer is cut, and marked so.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from vault_runner.worker.plain import plain, play
from vault_runner.worker.statements import Statement

Copied = dict[str, object]
"""One statement's text, with the field names of `model.Printed`."""

_A_STATEMENT = 8_000
_A_BLOCK = 128_000
_A_VALUE = 4_000
_ITEMS = 400
_PLAIN = (int, float, complex, bool, str, bytes, range)
_NESTING = (list, tuple, set, frozenset, dict)
_OPEN = frozenset({"collections", "dataclasses", "datetime", "decimal", "fractions", "numpy", "pandas", "torch"})
"""Packages whose values write themselves shortly and without doing anything else."""


class Copies:
    """Gathers the text that one statement writes to `stdout`, and of a block what all of them showed."""

    def __init__(self) -> None:
        """Copy nothing until a block begins."""
        self._parts: list[str] = []
        self._room = 0
        self._left = 0
        self._whole = True
        self._found: list[Copied] = []

    def begin(self) -> None:
        """Start a block."""
        self._found, self._left = [], _A_BLOCK
        self.next_statement()

    def next_statement(self) -> None:
        """Start a statement; it was the last one's end."""
        self._parts, self._whole = [], True
        self._room = min(_A_STATEMENT, self._left)

    def write(self, text: str) -> None:
        """Copy text that is written to `stdout`."""
        kept = text[: self._room]
        if kept:
            self._parts.append(kept)
            self._room -= len(kept)
        self._whole = self._whole and len(kept) == len(text)

    def end_statement(self, statement: Statement, value: object) -> None:
        """Keep what a statement showed: what it printed, and the text of its value."""
        text = plain(play("".join(self._parts)))
        shown = self._value_text(value)
        if text or shown or not self._whole:
            self._left -= len(text) + len(shown)
            self._found.append(
                {
                    "line": statement.line,
                    "end_line": statement.end_line,
                    "text": text,
                    "value": shown,
                    "whole": self._whole,
                }
            )
        self.next_statement()

    def take(self) -> list[Copied]:
        """Return what the block's statements showed."""
        return self._found

    def _value_text(self, value: object) -> str:
        if value is None or self._left < _A_VALUE:
            return ""
        return value_text(value)


def value_text(value: object) -> str:
    """Return the `repr` of a value that is short and writes itself harmlessly, empty for any other."""
    try:
        if not _is_short(value, [_ITEMS]):
            return ""
        text = repr(value)
    except Exception:
        return ""
    return plain(text) if len(text) <= _A_VALUE else ""


def _is_short(value: object, left: list[int]) -> bool:
    """Tell whether `value` may be written; `left` counts down over everything nested in it."""
    left[0] -= 1
    kind = type(value)
    if left[0] < 0:
        return False
    if value is None or kind in _PLAIN:
        return not isinstance(value, (str, bytes)) or len(value) <= _A_VALUE
    if isinstance(value, _NESTING) and _is_open(kind):
        inside = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        return len(inside) <= left[0] and all(_is_short(item, left) for item in inside)
    return (_is_open(kind) and _elements(value) <= _A_BLOCK) or _is_record(kind)


def _elements(value: object) -> int:
    """Return how many elements an array or a frame has; long ones are shortened by themselves, unless told not to."""
    shape = getattr(value, "shape", None)
    if not isinstance(shape, tuple):
        return 0
    # A size that stands for any number isn't asked how large it is.
    return math.prod(shape) if all(type(size) is int for size in shape) else _A_BLOCK + 1


def _is_open(kind: type) -> bool:
    return kind in _NESTING or kind.__module__.partition(".")[0] in _OPEN


def _is_record(kind: type) -> bool:
    """Tell whether the author's own class is a data class, whose text is made of its fields."""
    writes: Callable[..., str] = kind.__repr__
    return hasattr(kind, "__dataclass_fields__") and getattr(writes, "__wrapped__", None) is not None
