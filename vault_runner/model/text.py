r"""Where things stand in a note's text: spans and the line table.

Offsets are code points into `Note.text`. Lines end where markdown-it-py ends them (`\\r\\n`, `\\r` or
`\\n`), never where `str.splitlines` would: a form feed or U+2028 inside a line does not start a new one.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

NEWLINE = re.compile(r"\r\n?|\n")


class Span(Struct, frozen=True):
    """A half-open range of code points, `start` included and `end` not."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if not 0 <= self.start <= self.end:
            message = f"a span must satisfy 0 <= start <= end, not ({self.start}, {self.end})"
            raise ValueError(message)

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class LineTable(Struct, frozen=True):
    """The offsets at which the lines of a text start; line and column numbers count from 1."""

    starts: tuple[int, ...]
    """Offset of the first code point of each line; the first is always 0."""
    size: int
    """Length of the text."""

    @classmethod
    def of(cls, text: str) -> LineTable:
        """Build the table of `text`."""
        return cls((0, *(found.end() for found in NEWLINE.finditer(text))), len(text))

    def line(self, offset: int) -> int:
        """Return the number of the line that holds `offset`."""
        return bisect_right(self.starts, offset)

    def column(self, offset: int) -> int:
        """Return the column of `offset` in its line."""
        return offset - self.starts[self.line(offset) - 1] + 1

    def start(self, line: int) -> int:
        """Return the offset at which `line` starts; the line after the last starts at the text's end."""
        return self.starts[line - 1] if line <= len(self.starts) else self.size

    def end(self, line: int) -> int:
        """Return the offset just after `line`, its newline included."""
        return self.start(line + 1)
