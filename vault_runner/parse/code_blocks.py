"""From the fences that the walk saw to Blocks: language, options, identifier, and the region below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from vault_runner.model import Block, Option, Region, Span
from vault_runner.parse.fences import Fence
from vault_runner.parse.info_strings import read_info
from vault_runner.parse.options import read_options
from vault_runner.parse.regions import RegionLines
from vault_runner.parse.seen import SeenFence
from vault_runner.parse.source import Source

_NEWLINE = re.compile(r"\n")

PYTHON: Final = frozenset({"python", "py", "python3", "run-python"})
"""Languages whose fences hold python, as far as reading them goes; which of them run is not decided here."""


@dataclass(frozen=True, slots=True)
class CodePlaces:
    """Finds the characters of a fence's code in the source: its lines end where the source's lines end."""

    fence: Fence
    ends: Sequence[int]
    """Where each line of the source ends."""
    starts: tuple[int, ...]
    """Offsets into the code at which its lines start, and its length."""

    @classmethod
    def of(cls, fence: Fence, ends: Sequence[int]) -> CodePlaces:
        """Prepare to find characters of `fence`."""
        return cls(fence, ends, (0, *(found.end() for found in _NEWLINE.finditer(fence.body))))

    def row(self, offset: int) -> int:
        """Return the line of the code, from 0, on which the character at `offset` stands."""
        return bisect_right(self.starts, offset) - 1

    def place(self, offset: int) -> int:
        """Return where in the source the character at `offset` of the code stands."""
        row = self.row(offset)
        end = self.ends[self.fence.first + 1 + row]
        before = self.ends[self.fence.first + row] + 1
        return max(before, end - (self.starts[row + 1] - 1 - offset))


@dataclass(slots=True)
class Identifiers:
    """Gives out identifiers: the label, or twelve digits of the code's hash, numbered among equals."""

    used: set[str] = field(default_factory=set)
    equals: Counter[str] = field(default_factory=Counter)

    def of(self, options: Sequence[Option], source: str) -> str:
        """Return the identifier of the next block."""
        name = _label(options) or sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        identifier = ""
        while not identifier or identifier in self.used:
            self.equals[name] += 1
            identifier = name if self.equals[name] == 1 else f"{name}-{self.equals[name]}"
        self.used.add(identifier)
        return identifier


def _label(options: Sequence[Option]) -> str:
    values = (option.value for option in options if option.key == "label")
    return next((str(value) for value in values if isinstance(value, str | int) and not isinstance(value, bool)), "")


def make_block(seen: SeenFence, source: Source, places: CodePlaces, identifiers: Identifiers) -> Block:
    """Return the Block of a code fence."""
    fence = seen.fence
    language, options = _options(seen, source, places)
    line_start = places.ends[fence.after - 2] + 1
    return Block(
        id=identifiers.of(options, fence.body),
        language=language,
        info=fence.info.strip(),
        options=options,
        source=fence.body,
        span=source.line_span(fence.first, fence.after),
        line=fence.first + 1,
        end_line=fence.after,
        closed=fence.closed,
        prefix=source.lf[line_start : fence.closing] if fence.closed else "",
        fence=fence.markup,
        containers=seen.containers,
        commented=seen.commented,
        region=None,
    )


def _options(seen: SeenFence, source: Source, places: CodePlaces) -> tuple[str, tuple[Option, ...]]:
    info_place = seen.fence.opening + len(seen.fence.markup)
    language, words = read_info(seen.fence.info) if seen.fence.info else ("", [])
    options = [
        Option(word.key, word.value, word.spelling, source.span(info_place + word.start, info_place + word.end))
        for word in words
    ]
    if seen.fence.body.startswith("#|"):
        options += [
            Option(line.key, line.value, "comment", source.span(places.place(line.start), places.place(line.end)))
            for line in read_options(seen.fence.body)
        ]
    return language, (*options, *seen.options)


def make_region(found: RegionLines, source: Source) -> Region:
    """Return the Region, which owns every newline that came with it."""
    span = source.line_span(found.first, found.after)
    text = source.text
    if span.end == len(text) and not text.endswith(("\n", "\r")) and span.start:
        # The note ended without newline; the one before the marker came with the region.
        span = Span(span.start - (2 if text[: span.start].endswith("\r\n") else 1), span.end)
    return Region(span, found.key, found.checksum, found.body, found.intact)
