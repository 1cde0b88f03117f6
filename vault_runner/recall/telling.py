"""Findings, remarks and lines as they are kept: what a report of unchanged notes is made of, quick to read back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from vault_runner.model.finding import Finding
from vault_runner.model.text import LineTable

if TYPE_CHECKING:
    from vault_runner.model.note import Remark


def findings_to(findings: Iterable[Finding | Remark]) -> str:
    """Write findings, or remarks, as text."""
    return msgspec.json.encode(list(findings)).decode()


def findings_from(text: str) -> tuple[Finding, ...]:
    """Read what `findings_to` wrote."""
    return msgspec.json.decode(text, type=tuple[Finding, ...])


def remarks_from(text: str) -> tuple[Remark, ...]:
    """Read what `findings_to` wrote of remarks."""
    if text == "[]":
        return ()
    from vault_runner.model.note import Remark  # noqa: PLC0415 - few notes hold remarks

    return msgspec.json.decode(text, type=tuple[Remark, ...])


def lines_to(lines: LineTable) -> bytes:
    """Write where the lines of a note start, and its size last."""
    return array("I", (*lines.starts, lines.size)).tobytes()


def lines_from(raw: bytes) -> LineTable:
    """Read what `lines_to` wrote."""
    numbers = array("I")
    numbers.frombytes(raw)
    *starts, size = numbers
    return LineTable(tuple(starts), size)
