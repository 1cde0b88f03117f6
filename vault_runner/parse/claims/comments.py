"""Finds the comments of python code that may not even parse, and the statements that they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)|\'\'\'(?:[^\'\\]++|\\.|\'(?!\'\'))*+(?:\'\'\'|\Z)'
    r'|"(?:[^"\\\n]++|\\.)*+"?|\'(?:[^\'\\\n]++|\\.)*+\'?'
    r"|#[^\n]*|[()\[\]{}]|\\\n|\n|[ \t\f]++|[^\s#'\"()\[\]{}\\]++(?:[ \t]++[^\s#'\"()\[\]{}\\]++)*+|.",
    re.DOTALL,
)
_SEPARATOR = re.compile(r"^#+[ \t]*|(?<=\s)#+(?:[ \t]+|(?=\[))")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; a second `#` behind a blank starts another one."""

    text: str
    start: int
    """Where `text`, which has no `#` and no blanks around it, starts in the code."""
    own_line: bool
    row: int
    """Its line of the code, from 0."""
    statement: int
    """The line on which the statement starts that stands beside it, or the next one below; -1 if there is none."""
    above: int
    """The line on which the nearest statement above it, or the one beside it, starts; -1 if there is none."""


def find_comments(code: str) -> list[Comment]:
    """Return the comments of `code`, but for those inside brackets: they speak of a part of an expression."""
    reader = _Reader()
    for piece in _TOKEN.finditer(code):
        reader.take(piece[0], piece.start())
    return reader.finished()


@dataclass(slots=True)
class _Reader:
    row: int = 0
    depth: int = 0
    statement: int = -1
    """The line on which the current or latest statement starts."""
    ended: bool = True
    """Whether the latest statement has ended."""
    code_on_line: bool = False
    found: list[Comment] = field(default_factory=list)
    waiting: list[Comment] = field(default_factory=list)
    """Comments on their own line, until the statement below them is known."""

    def take(self, piece: str, start: int) -> None:
        first = piece[0]
        if first == "#":
            if not self.depth:
                self.comment(piece, start)
        elif piece == "\n":
            self.row += 1
            self.code_on_line = False
            self.ended = self.ended or not self.depth
        elif first in " \t\f":
            pass
        else:
            self.code(piece)

    def code(self, piece: str) -> None:
        if piece == "\\\n":
            self.row += 1
            return
        if self.ended:
            self.statement, self.ended = self.row, False
            self.settle(self.row)
        self.code_on_line = True
        self.row += piece.count("\n")
        if piece in "([{":
            self.depth += 1
        elif piece in ")]}":
            self.depth = max(0, self.depth - 1)

    def comment(self, piece: str, start: int) -> None:
        starts = [part.end() for part in _SEPARATOR.finditer(piece)]
        ends = [part.start() for part in _SEPARATOR.finditer(piece)][1:]
        for first, end in zip(starts, [*ends, len(piece)], strict=True):
            text = piece[first:end].strip()
            if text:
                place = start + piece.index(text, first)
                own_line = not self.code_on_line
                comment = Comment(text, place, own_line, self.row, self.statement, self.statement)
                (self.waiting if own_line else self.found).append(comment)

    def settle(self, statement: int) -> None:
        """Give the comments that wait for a statement the one that starts now."""
        for each in self.waiting:
            self.found.append(
                Comment(each.text, each.start, own_line=True, row=each.row, statement=statement, above=each.above)
            )
        self.waiting.clear()

    def finished(self) -> list[Comment]:
        self.settle(-1)
        return sorted(self.found, key=lambda comment: comment.start)
