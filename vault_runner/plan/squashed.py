"""Statements that have run together on one line, as copying from a page leaves them.

`a = f(2) b = g(a) (a @ b).shape  # (4, 3)` is three statements. A line is taken apart only if python can't
parse it, if it stands at the margin (further in, a statement might belong to the suite or come after it),
and if there is one single way in which every part is a statement that goes with the others.

One question is left: `g(a) (a @ b).shape` also reads as a call of what `g(a)` returns. `parts.py` answers it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.plan.parts import Part, cut_calls, go_together, part_of
from vault_runner.plan.source import COMMENT, Source, continued, from_numbered, mask, parse_python

MAX_LINE: Final = 1000
MAX_BOUNDARIES: Final = 16

_BOUNDARY: Final = lazy_pattern(r"(?<=[\w)\]}\"])[ \t]+(?=[^\W\d])")
_CALLED_GROUP: Final = lazy_pattern(r"[)\]][ \t]+\(")


def mend_squashed(source: Source, known: Collection[str] | None) -> tuple[Source, tuple[tuple[int, int], ...]] | None:
    """Return `source` with its squashed lines taken apart, and of each the note's line and how many it became.

    Args:
        source: The code.
        known: Names that are set above it; None if that can't be told.
    """
    broken = parse_python(source.text) is None
    if not broken and not _CALLED_GROUP.search(source.text):
        return None
    inside = continued(source.text)
    kept: list[tuple[int, str]] = []
    mended: list[tuple[int, int]] = []
    for place, (number, line) in enumerate(source.numbered):
        whole = place not in inside and place + 1 not in inside and line[:1] not in ("", " ", "\t", COMMENT)
        above = _Above(known, tuple(kept))
        statements = _split(line, above, broken=broken) if whole and len(line) <= MAX_LINE else ()
        kept.extend((number, statement) for statement in statements or (line,))
        if statements:
            mended.append((number, len(statements)))
    result = from_numbered(kept)
    return (result, tuple(mended)) if mended and parse_python(result.text) else None


class _Above:
    """What stands above a line: the names that are set there, and the lines of its own block."""

    def __init__(self, known: Collection[str] | None, lines: Sequence[tuple[int, str]]) -> None:
        self.known = known
        self.lines = lines

    def may_set(self, name: str) -> bool:
        """Tell whether `name` may have been set; any mention of it in the block counts."""
        if self.known is None or name in self.known:
            return True
        word = re.compile(rf"\b{re.escape(name)}\b")
        return any(word.search(line) for _, line in self.lines)


def _split(line: str, above: _Above, *, broken: bool) -> Sequence[str]:
    """Return the statements that `line` is made of; nothing if it is to be left alone."""
    masked = mask(line)
    code = line[: len(masked.rstrip(COMMENT))].rstrip()
    comment = line[len(code) :]
    whole = part_of(code)
    if whole is None and not broken:
        return ()
    if whole is not None:
        parts = cut_calls((whole,), above.may_set, only_if_it_fails=True)
    else:
        ways = list(_ways(code, masked[: len(code)]))
        parts = cut_calls(ways[0], above.may_set, only_if_it_fails=False) if len(ways) == 1 else None
    if parts is None or len(parts) == 1 or not go_together(parts):
        return ()
    return [*(part.text for part in parts[:-1]), parts[-1].text + comment]


def _ways(code: str, masked: str) -> Iterator[tuple[Part, ...]]:
    """Yield each way to cut `code` into statements that go together, at most two of them."""
    cuts = [found.span() for found in _BOUNDARY.finditer(masked) if _depth(masked[: found.start()]) == 0]
    if not cuts or len(cuts) > MAX_BOUNDARIES:
        return
    edges = [(0, 0), *cuts, (len(code), len(code))]
    known: dict[tuple[int, int], Part | None] = {}
    waiting: list[tuple[int, tuple[Part, ...]]] = [(0, ())]
    found = 0
    while waiting and found < 2:  # noqa: PLR2004 - a second way is one too many
        start, parts = waiting.pop()
        if start == len(edges) - 1:
            if go_together(parts):
                found += 1
                yield parts
            continue
        for end in range(start + 1, len(edges)):
            if (start, end) not in known:
                known[start, end] = part_of(code[edges[start][1] : edges[end][0]])
            part = known[start, end]
            if part:
                waiting.append((end, (*parts, part)))


def _depth(masked: str) -> int:
    return sum(map(masked.count, "([{")) - sum(map(masked.count, ")]}"))
