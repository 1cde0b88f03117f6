"""Regions: what vault-runner itself wrote below a block. Their text must never be read as the author's.

The body is found by the number of lines that the marker states, never by what it looks like. Only if the end
marker doesn't stand right below it, a person edited the region: then the nearest end marker delimits it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from vault_runner.model.region import BEGIN, END, MARKER, body_checksum
from vault_runner.parse.marks import first_character, line_text

_PREFIX = re.compile(r"[ \t>]*\Z")
_MARKER_LINE = re.compile(MARKER.pattern + r"[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class RegionLines:
    """A region in the source: its lines, from 0, and what its marker says."""

    first: int
    after: int
    key: str
    checksum: str
    body: str
    intact: bool


def read_region(state: StateBlock, start: int, end: int) -> bool:
    """Read the region whose marker stands on `start`, if it is one; leave a token if its end is missing."""
    marker = _MARKER_LINE.match(line_text(state, start))
    prefix = _prefix(state, start)
    if not _PREFIX.match(prefix):
        return False
    if not marker:
        return _lose(state, start, "marker") if _follows_fence(state, start) else False
    stated = start + 1 + int(marker["lines"])
    last = stated if stated < end and _ends(state, stated, prefix) else -1
    if last < 0 and _follows_fence(state, start):
        last = _nearest_end(state, start, end, prefix)
        if last < 0:
            return _lose(state, start, "end")
    if last < 0:
        return False
    _push(state, start, last, marker)
    return True


def _lose(state: StateBlock, start: int, what: str) -> bool:
    """Leave a token that says which part of the region can't be read, and let the rest be read as text."""
    lost = state.push("lost_region", "", 0)
    lost.map, lost.meta = [start, start + 1], {"lost": what}
    return False


def _push(state: StateBlock, start: int, last: int, marker: re.Match[str]) -> None:
    prefix = _prefix(state, start)
    lines = [_without(prefix, _whole_line(state, line)) for line in range(start + 1, last)]
    body = "\n".join(line or "" for line in lines)
    as_written = None not in lines and len(lines) == int(marker["lines"]) and body_checksum(body) == marker["checksum"]
    region = RegionLines(start, last + 1, marker["key"], marker["checksum"], body, as_written)
    state.push("region", "", 0).meta = {"region": region}
    state.line = last + 1


def _follows_fence(state: StateBlock, start: int) -> bool:
    previous = state.tokens[-1] if state.tokens else None
    return previous is not None and previous.type == "fence" and bool(previous.meta["fence"].after == start)


def _nearest_end(state: StateBlock, start: int, end: int, prefix: str) -> int:
    """Return the line of the nearest end marker, -1 if another region or an outdent comes first."""
    for line in range(start + 1, end):
        if _ends(state, line, prefix):
            return line
        outdented = state.sCount[line] < state.blkIndent and not state.isEmpty(line)
        if outdented or line_text(state, line).startswith(BEGIN):
            break
    return -1


def _ends(state: StateBlock, line: int, prefix: str) -> bool:
    return _whole_line(state, line).rstrip(" \t") == prefix + END


def _whole_line(state: StateBlock, line: int) -> str:
    return state.src[_line_start(state, line) : state.eMarks[line]]


def _line_start(state: StateBlock, line: int) -> int:
    return state.eMarks[line - 1] + 1 if line else 0


def _prefix(state: StateBlock, line: int) -> str:
    """Return everything that stands before the first character of `line`, its containers' marks included."""
    return state.src[_line_start(state, line) : first_character(state, line)]


def _without(prefix: str, line: str) -> str | None:
    """Return `line` without `prefix`, of which an editor may have trimmed the blanks; None if it isn't there."""
    if line.startswith(prefix):
        return line[len(prefix) :]
    return "" if line.rstrip(" \t") == prefix.rstrip(" \t") else None
