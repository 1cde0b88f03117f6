"""Between our offsets, which are code points, and an editor's positions, which are lines and UTF-16 code units.

This is the only place that knows of UTF-16.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vault_runner.bridge.messages import Position, Range
from vault_runner.model import LineTable, Span

_BEYOND = "\uffff"
"""The last character that is one code unit; all after it are two."""


class Positions:
    """The positions of one text."""

    def __init__(self, text: str, lines: LineTable | None = None) -> None:
        """Take the text, and its table of lines if there is one."""
        self._text = text
        self._lines = lines or LineTable.of(text)
        self._is_plain = text.isascii()

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = self._lines.line(offset)
        start = self._lines.start(line)
        return Position(line=line - 1, character=self._units(start, offset))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(start=self.position(span.start), end=self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one beyond its line is at the line's end, one beyond the text at its end."""
        if position.line >= len(self._lines.starts):
            return len(self._text)
        start, end = self._lines.start(position.line + 1), self._content_end(position.line + 1)
        if self._is_plain:
            return min(start + position.character, end)
        left = position.character
        for offset in range(start, end):
            left -= 1 + (self._text[offset] > _BEYOND)
            if left < 0:
                return offset
        return end

    def span(self, where: Range) -> Span:
        """Return the span of a range; one that is the wrong way round is turned."""
        ends = sorted((self.offset(where.start), self.offset(where.end)))
        return Span(ends[0], ends[1])

    def line_span(self, line: int) -> Span:
        """Return the span of a line's content, from 1, without its indent and its newline."""
        start, end = self._lines.start(line), self._content_end(line)
        content = self._text[start:end]
        indent = len(content) - len(content.lstrip())
        return Span(start + indent, max(start + indent, start + len(content.rstrip())))

    def _content_end(self, line: int) -> int:
        end = self._lines.end(line)
        while end > self._lines.start(line) and self._text[end - 1] in "\r\n":
            end -= 1
        return end

    def _units(self, start: int, end: int) -> int:
        if self._is_plain:
            return end - start
        return end - start + sum(character > _BEYOND for character in self._text[start:end])


def changed(text: str, changes: Sequence[Mapping[str, Any]]) -> str:
    """Return `text` after the changes of a `didChange`, one after the other.

    Raises:
        msgspec.ValidationError: if a range is none.
    """
    for change in changes:
        where = change.get("range")
        if where is None:
            text = str(change["text"])
            continue
        span = Positions(text).span(msgspec.convert(where, Range))
        text = text[: span.start] + str(change["text"]) + text[span.end :]
    return text
