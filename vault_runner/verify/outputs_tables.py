"""Compare tables: a data frame's text, the same as a Markdown table, with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vault_runner.verify.outputs_reading import read_value
from vault_runner.verify.outputs_values import Outcome, compare_values

Row = list[str]

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\Z")
_SIZE_LINE = re.compile(r"\[?\d+ rows [×x] \d+ columns\]?\Z")
_FEWEST: Final = 2


def compare_tables(stated: Sequence[str], found: Sequence[str]) -> Outcome | None:
    """Compare two texts as tables; None if one of them is none."""
    left, right = read_table(stated), read_table(found)
    if left is None or right is None:
        return None
    if len(left) != len(right) and not (_has_gap(left) or _has_gap(right)):
        return "other" if _widths(left) == _widths(right) else "unclear"
    if _has_gap(left) or _has_gap(right) or any(len(one) != len(two) for one, two in zip(left, right, strict=True)):
        return "unclear"
    pairs = [pair for one, two in zip(left, right, strict=True) for pair in zip(one, two, strict=True)]
    outcomes = [_cells(one, two) for one, two in pairs]
    return "other" if "other" in outcomes else "unclear" if "unclear" in outcomes else "same"


def read_table(lines: Sequence[str]) -> list[Row] | None:
    """Return the rows of a table, its titles first; None if the lines are none.

    A data frame's text has one title less than cells, since the index has none.
    """
    lines = [line for line in lines if line.strip() and not _SIZE_LINE.match(line.strip())]
    if len(lines) < _FEWEST:
        return None
    if _RULE.match(lines[1].strip()) and "|" in lines[0]:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line != lines[1]]
        return [_without_corner(rows[0]), *rows[1:]]
    rows = [line.split() for line in lines]
    titles, first = rows[0], rows[1]
    if not lines[0][:1].isspace() or len(first) != len(titles) + 1:
        return None
    return rows if all(len(row) == len(first) for row in rows[1:]) else None


def _without_corner(titles: Row) -> Row:
    return titles[1:] if titles and not titles[0] else titles


def _widths(rows: Sequence[Row]) -> list[int]:
    return sorted({len(row) for row in rows})


def _has_gap(rows: Sequence[Row]) -> bool:
    return any(cell in ("...", "…") for row in rows for cell in row)


def _cells(stated: str, found: str) -> Outcome:
    if stated == found:
        return "same"
    left, right = read_value(stated), read_value(found)
    if left is None or right is None:
        return "other"
    compared = compare_values(left, right).outcome
    return (
        "unclear"
        if compared == "unclear" and not (stated[:1].isalpha() and found[:1].isalpha())
        else ("other" if compared != "same" else "same")
    )
