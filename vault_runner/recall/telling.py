"""Findings, remarks and lines as they are kept: what a report of unchanged notes is made of, quick to read back."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from vault_runner.model.finding import Finding
from vault_runner.model.text import LineTable, Span

if TYPE_CHECKING:
    from vault_runner.model.note import Remark

Value = TypeVar("Value")


def findings_to(findings: Iterable[Finding | Remark]) -> str:
    """Write findings, or remarks, as text."""
    return json.dumps([list(_fields(finding)) for finding in findings], ensure_ascii=False)


def findings_from(text: str) -> tuple[Finding, ...]:
    """Read what `findings_to` wrote."""
    return _read(text, Finding)


def remarks_from(text: str) -> tuple[Remark, ...]:
    """Read what `findings_to` wrote of remarks."""
    if text == "[]":
        return ()
    from vault_runner.model.note import Remark  # noqa: PLC0415 - few notes hold remarks

    return _read(text, Remark)


def lines_to(lines: LineTable) -> bytes:
    """Write where the lines of a note start, and its size last."""
    return array("I", (*lines.starts, lines.size)).tobytes()


def lines_from(raw: bytes) -> LineTable:
    """Read what `lines_to` wrote."""
    numbers = array("I")
    numbers.frombytes(raw)
    *starts, size = numbers
    return LineTable(tuple(starts), size)


def _fields(value: Finding | Remark) -> Iterator[object]:
    """Yield the values of the fields; a span becomes an object, to be told from a tuple."""
    for name in value.__dataclass_fields__:
        part = getattr(value, name)
        yield {"span": [part.start, part.end]} if isinstance(part, Span) else part


def _read(text: str, kind: type[Value]) -> tuple[Value, ...]:
    return tuple(kind(*map(_part, values)) for values in json.loads(text))


def _part(value: Any) -> object:  # noqa: ANN401 - as JSON gave it
    if isinstance(value, dict):
        return Span(*value["span"])
    return tuple(value) if isinstance(value, list) else value
