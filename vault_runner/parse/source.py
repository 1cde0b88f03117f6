"""The text that the rules read, and the way back to the note's own offsets.

markdown-it counts lines after turning every newline into LF. So do we, in a copy; each place found in it is
brought back by counting the CRLFs before it. The note's text itself is never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from vault_runner.model import NEWLINE, LineTable, Span

_CRLF = re.compile(r"\r\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A note's text twice: as it is, and with LF newlines, one at its end included."""

    text: str
    lf: str
    lines: LineTable
    shifts: tuple[int, ...]
    """Offsets in `lf` of the newlines that are two characters in `text`."""

    @classmethod
    def of(cls, text: str) -> Source:
        """Make the LF copy of `text` and remember where it is shorter."""
        lf, shifts = text, tuple[int, ...]()
        if "\r" in text:
            lf = NEWLINE.sub("\n", text)
            shifts = tuple(found.start() - before for before, found in enumerate(_CRLF.finditer(text)))
        return cls(text, lf if lf.endswith("\n") else lf + "\n", LineTable.of(text), shifts)

    def offset(self, place: int) -> int:
        """Return the note's offset of `place`, an offset into `lf`."""
        if self.shifts:
            place += bisect_left(self.shifts, place)
        return min(place, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """Return the note's span of `lf[start:end]`."""
        return Span(self.offset(start), self.offset(end))

    def line_span(self, first: int, after: int) -> Span:
        """Return the span of whole lines, newlines included; lines count from 0 and `after` is not included."""
        return Span(self.lines.start(first + 1), self.lines.start(after + 1))
