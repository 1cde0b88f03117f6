"""A leaf: a run of text without blocks inside, such as a paragraph, a heading, a title or a table cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Leaf:
    """Text with its containers' prefix taken off, and where its pieces stand in the source."""

    content: str
    starts: tuple[int, ...]
    """Offsets into `content` at which the pieces start."""
    places: tuple[int, ...]
    """Where the pieces start in the source."""
    line: int
    """The line it starts on, from 0."""

    @classmethod
    def of(cls, source: str, pieces: Sequence[tuple[int, int]], line: int) -> Leaf:
        """Join the pieces of `source`, one a line."""
        (start, end), last = pieces[0], pieces[-1][1]
        if len(pieces) == 1 or all(before[1] + 1 == after[0] for before, after in pairwise(pieces)):
            return cls(source[start : last if len(pieces) > 1 else end], (0,), (start,), line)
        lengths = accumulate((end - start + 1 for start, end in pieces[:-1]), initial=0)
        content = "\n".join(source[start:end] for start, end in pieces)
        return cls(content, tuple(lengths), tuple(start for start, _ in pieces), line)

    def place(self, offset: int) -> int:
        """Return where in the source the character at `offset` of the content stands."""
        piece = bisect_right(self.starts, offset) - 1
        return self.places[piece] + offset - self.starts[piece]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the source `content[start:end]` stands; `end` is just after its last character."""
        return self.place(start), self.place(end - 1) + 1 if end > start else self.place(start)

    def part(self, start: int, end: int) -> Leaf:
        """Return `content[start:end]` as a leaf of its own; its line stays that of the whole."""
        if len(self.starts) == 1:
            return Leaf(self.content[start:end], (0,), (self.places[0] + start,), self.line)
        pieces = [piece for piece in zip(self.starts, self.places, strict=True) if start < piece[0] < end]
        starts = (0, *(offset - start for offset, _ in pieces))
        return Leaf(self.content[start:end], starts, (self.place(start), *(place for _, place in pieces)), self.line)
