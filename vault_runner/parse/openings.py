"""Finds the line on which a display ends that was left open on an earlier one."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from vault_runner.parse.containers import ASK
from vault_runner.parse.marks import first_character, line_text
from vault_runner.parse.scan import scan

_CLOSER = {"$$": re.compile(r"(?:[^$\\]++|\\.|\$(?!\$))*+\$\$", re.DOTALL), "\\[": re.compile(r".*?\\\]")}
_NEVER_IN_MATH = re.compile(r"`{3,}[^`]*\Z|~{3,}|<!-- vr:|>[ \t]*\[!")


class _Opening(NamedTuple):
    """A display left open: its delimiter, and whether blank lines may follow."""

    delimiter: str
    across_blanks: bool


def after_display(state: StateBlock, line: int, end: int) -> int:
    """Return the line below `line`, or below the one before `end` that closes the display it leaves open."""
    place = first_character(state, line)
    if not state.env["displays"] or not _may_open(state.src, place, state.eMarks[line]):
        return line + 1
    while opening := _left_open(state.src[place : state.eMarks[line]]):
        closing = _closing(state, line, end, opening)
        if closing is None:
            break
        line, place = closing
    return line + 1


def _may_open(source: str, start: int, end: int) -> bool:
    return source.find("$$", start, end) >= 0 or source.startswith("\\[", start)


def _left_open(text: str) -> _Opening | None:
    for found in scan(text):
        if found.kind == "unpaired":
            return _Opening(text[found.start : found.end], _across_blanks(text, found.start))
    return None


def _across_blanks(text: str, place: int) -> bool:
    """Tell whether a formula that starts at `place` may hold blank lines: `costs $$ more` surely starts none."""
    rest = text[place + 2 :].lstrip()
    return text.startswith("$$", place) and (not text[:place].strip() or not rest or rest.startswith("\\"))


def _closing(state: StateBlock, line: int, end: int, opening: _Opening) -> tuple[int, int] | None:
    """Return the line and the place where the display ends that was opened on `line`."""
    closer, blank = _CLOSER[opening.delimiter], False
    free = state.env["free"]  # for each delimiter the lines that are known to close nothing
    first, known = line + 1, range(*free.get(opening.delimiter, (0, 0)))
    number = known.stop if first in known else first
    while number < end and not _outside(state, number, blank=blank):
        if state.isEmpty(number):
            blank = True
            if not opening.across_blanks:
                break
        elif found := closer.match(state.src, first_character(state, number), state.eMarks[number]):
            return number, found.end()
        number += 1
    free[opening.delimiter] = (first, number)
    return None


def _outside(state: StateBlock, line: int, *, blank: bool) -> bool:
    """Tell whether the container, or what can be mathematics at all, ends before `line`."""
    if state.isEmpty(line):
        return False
    indent = state.sCount[line]
    if indent < state.blkIndent:
        lazy = not blank and (indent < 0 or not _starts_block(state, line))
        return not lazy
    return indent < state.blkIndent + 4 and _NEVER_IN_MATH.match(line_text(state, line)) is not None


def _starts_block(state: StateBlock, line: int) -> bool:
    return any(ends(state, line, state.lineMax, ASK) for ends in state.md.block.ruler.getRules("paragraph"))
