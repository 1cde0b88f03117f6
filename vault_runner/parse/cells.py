"""Tables: each cell is a text of its own, so that a `$` in one never pairs with a `$` in the next."""

from __future__ import annotations

import re

from vault_runner.parse.leaf import Leaf

_DELIMITERS = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_CELL = re.compile(r"(?:[^|\\]++|\\.)++")


def table_cells(leaf: Leaf) -> list[Leaf]:
    """Return the cells of the table that `leaf` holds, and the text before it; nothing if there is no table."""
    if "|" not in leaf.content:
        return []
    lines = leaf.content.split("\n")
    header = _header(lines)
    if header < 0:
        return []
    start = sum(len(line) + 1 for line in lines[:header])
    parts = [leaf.part(0, start - 1)] if header else []
    for line in lines[header:]:
        parts += [leaf.part(start + cell.start(), start + cell.end()) for cell in _CELL.finditer(line)]
        start += len(line) + 1
    return parts


def _header(lines: list[str]) -> int:
    """Return the line that is followed by the row of dashes under a table's header, -1 if none is."""
    for number, line in enumerate(lines[1:]):
        if "-" in line and "|" in lines[number] and "|" in line and _DELIMITERS.fullmatch(line):
            return number
    return -1
