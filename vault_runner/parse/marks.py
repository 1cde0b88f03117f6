"""Reads positions off markdown-it's block state, and narrows it to the body of a container of ours.

`bMarks` is where a line starts once its quotes are taken off, `tShift` the characters and `sCount` the columns
of blanks that follow, `eMarks` its end; `blkIndent` is how many columns the enclosing list items take.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock

TAB = 4


def first_character(state: StateBlock, line: int) -> int:
    """Return the place of the first character of `line` that is no blank (its end, if all are)."""
    return state.bMarks[line] + state.tShift[line]


def line_text(state: StateBlock, line: int) -> str:
    """Return what stands on `line` from its first character on."""
    return state.src[first_character(state, line) : state.eMarks[line]]


def content_start(state: StateBlock, line: int) -> int:
    """Return the place where `line` goes on once its containers' prefix is taken off."""
    if state.sCount[line] < 0:
        return first_character(state, line)  # a lazy line, which has no prefix of its own
    columns = state.blkIndent
    if not columns:
        return state.bMarks[line]
    return _skip_columns(state, line, columns)[0]


def _skip_columns(state: StateBlock, line: int, columns: int) -> tuple[int, int]:
    """Return the place after at most `columns` columns of blanks, and the columns left over of a tab cut in two."""
    place, end = state.bMarks[line], first_character(state, line)
    column = 0
    while place < end and column < columns:
        width = TAB - (column + state.bsCount[line]) % TAB if state.src[place] == "\t" else 1
        if column + width > columns:
            return place, column + width - columns
        column += width
        place += 1
    return place, 0


def _strip_columns(state: StateBlock, line: int, columns: int) -> None:
    """Let `line` start after at most `columns` columns of blanks."""
    end = first_character(state, line)
    start, left_over = _skip_columns(state, line, columns)
    # A tab cut in two stays, and `bsCount` makes it as wide as what is left of it.
    state.bMarks[line], state.bsCount[line] = start, (TAB - left_over) % TAB
    state.tShift[line] = end - start
    width = 0
    for character in state.src[start:end]:
        width += TAB - (width + state.bsCount[line]) % TAB if character == "\t" else 1
    state.sCount[line] = width


@contextmanager
def body_of(state: StateBlock, first: int, after: int, columns: int) -> Iterator[None]:
    """Make the lines from `first` to before `after` a document of their own, `columns` columns less indented."""
    marks = (state.bMarks, state.tShift, state.sCount, state.bsCount)
    kept = [column[first:after] for column in marks]
    frame = (state.blkIndent, state.listIndent, state.parentType, state.tight, state.lineMax)
    for line in range(first, after):
        if columns or state.bsCount[line]:
            _strip_columns(state, line, columns)
    state.blkIndent, state.listIndent, state.parentType, state.lineMax = 0, -1, "root", after
    yield
    for column, values in zip(marks, kept, strict=True):
        column[first:after] = values
    state.blkIndent, state.listIndent, state.parentType, state.tight, state.lineMax = frame
