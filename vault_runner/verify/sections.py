"""Sections of a note: what stands between two headings or rules of one container, where names mean one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from vault_runner.model import Block, Callout, Math, Note

_BOUNDARY = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}[ \t][^\n]*|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})[ \t]*\r?$")


class Sections:
    """Where the sections of a note begin and end."""

    def __init__(self, note: Note) -> None:
        """Look at `note` when somebody asks."""
        self._note = note

    def container(self, place: int) -> Callout | None:
        """Return the innermost callout or admonition around a place."""
        around = [callout for callout in self._note.callouts if callout.span.start <= place < callout.span.end]
        return max(around, key=lambda callout: callout.span.start, default=None)

    def around(self, place: int) -> tuple[int, int]:
        """Return where the section of a place starts and ends."""
        edges = self._edges
        after = bisect_right(edges, place)
        start, end = edges[after - 1] if after else 0, edges[after] if after < len(edges) else len(self._note.text)
        return start, end

    def text(self, place: int) -> str:
        """Return the section of a place."""
        start, end = self.around(place)
        return self._note.text[start:end]

    def math(self, place: int) -> Iterator[Math]:
        """Yield the formulas of the section of a place."""
        start, end = self.around(place)
        return (math for math in self._note.math if start <= math.span.start < end)

    def math_above(self, place: int) -> Iterator[Math]:
        """Yield the formulas of the container of a place that stand above its section; none outside of containers."""
        container, end = self.container(place), self.around(place)[0]
        start = container.span.start if container is not None else end
        return (math for math in self._note.math if start <= math.span.start < end)

    def heading(self, place: int) -> str:
        """Return the heading of the section of a place, empty if it has none."""
        first = self.text(place).lstrip().split("\n", 1)[0]
        return first if "#" in first[:12] else ""

    def blocks(self, place: int) -> Iterator[Block]:
        """Yield the blocks of the section of a place, in order."""
        start, end = self.around(place)
        return (block for block in self._note.blocks if start <= block.span.start < end)

    def line(self, place: int) -> str:
        """Return the line of a place."""
        lines = self._note.lines
        number = lines.line(place)
        return self._note.text[lines.start(number) : lines.end(number)]

    @cached_property
    def _edges(self) -> list[int]:
        """Return where sections start: at boundaries outside of fences, and at both ends of containers."""
        hidden = [block.span for block in self._note.blocks] + [region.span for region in self._note.regions]
        hidden.sort(key=lambda span: span.start)
        starts = [span.start for span in hidden]
        found: set[int] = set()
        for edge in _BOUNDARY.finditer(self._note.text):
            before = bisect_right(starts, edge.start()) - 1
            if before < 0 or edge.start() >= hidden[before].end:
                found.add(edge.start())
        for callout in self._note.callouts:
            found |= {callout.span.start, callout.span.end}
        return sorted(found)
