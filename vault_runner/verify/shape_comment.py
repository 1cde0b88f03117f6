"""What a comment states about shapes: which shape, of what, and how firmly.

A comment states a shape firmly when a shape word, `torch.Size`, `.shape` or named sizes go with it; a name that
turns out to be the statement's makes it firm as well. A shape that is the whole comment states it if the value turns
out to be an array of that rank. A shape in a longer comment can confirm, and never contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.verify.misread import ARROW, restored
from vault_runner.verify.shape_spec import ShapeSpec, read_shape
from vault_runner.verify.shape_words import (
    BROADCAST,
    BROADCAST_TO,
    NEGATED,
    SHAPE_WORD,
    WORD_AFTER,
    WORD_BEFORE,
    Lead,
    is_plain_tail,
    read_lead,
    speaks_of_a_part,
)

Firmness: TypeAlias = Literal["firm", "alone", "inside", "denied"]

_START = lazy_pattern(
    r"(?:torch\.)?Size\(\s*\[|(?:(?<![\w\])'\"])|(?<=[^\x00-\x7f])|(?<=\b[Ss]hape)|(?<=\b[Ss]ize))[(\[（]"
    r"|(?<![\w.])(?:\d+|[A-Za-z])(?=\s*[x×]\s*[\dA-Za-z])|(?<![\w.])\w+(?=\s*×)"
)
_CROSS = lazy_pattern(r"(?:\d+|[^\W\d]\w*?)(?:\s*×\s*\w+|\s+x\s+(?:\d+|[A-Za-z])\b|x(?:\d+|[A-Z]))+(?!\w)")
_ARROW = lazy_pattern(rf"(?:-+>|→|⟶|=>|⇒|{ARROW})")
_OF = lazy_pattern(rf"{SHAPE_WORD}\s+of\s+([A-Za-z_][\w.]*)\s*(?:is|are)?\s*[:：=]?\s*$", re.IGNORECASE)
_CLOSERS = {"(": ")", "[": "]", "（": "）"}
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class StatedShape:
    """One shape that a comment states."""

    spec: ShapeSpec
    start: int
    """Where it stands in the comment."""
    firmness: Firmness
    names: tuple[str, ...] = ()
    """Words of the comment that may name what it speaks of."""
    every: bool = False
    """Whether the shape is said to be that of each of several values."""
    label: str = ""
    """A word like `out` that names what it speaks of only if the code has that name."""
    article: bool = False
    """Whether that word may be the article, as in `a (3, 5)`."""
    source: StatedShape | None = None
    """For `(2,3) → (3,2,3)`: the shape before the arrow."""
    sources: int = 0
    """For `(3,) + (2,1) → (2,3)`: how many shapes stand before the arrow."""
    broadcast: bool = False
    """Whether the arrow is said to be a broadcast, or, without one, the shape to be what something is broadcast to."""

    part: bool = False
    """Whether its word, as `size`, may as well be that of some of the axes."""

    @property
    def end(self) -> int:
        """Where it ends in the comment."""
        return self.start + len(self.spec.text)


def stated_shapes(comment: str) -> tuple[StatedShape, ...]:
    """Read the shapes that a comment states, the text without its `#`."""
    found = list(shapes_in(comment))
    arrows = [arrow for arrow in _ARROW.finditer(comment) if not any(_within(arrow, spec, at) for spec, at in found)]
    denied = NEGATED.search(restored(comment)) is not None
    if arrows:
        stated = _across(comment, arrows, found)
        return (_denied(stated) if denied else stated,) if stated else ()
    whole = _equated(comment, found)
    if whole:
        return (whole,)
    several = len(found) > 1
    read = (_stated(comment, spec, at) for spec, at in found)
    return tuple(_denied(each) if denied else _loose(each) if several else each for each in read)


def _within(arrow: re.Match[str], spec: ShapeSpec, at: int) -> bool:
    return at <= arrow.start() < at + len(spec.text)


def _denied(stated: StatedShape) -> StatedShape:
    return replace(stated, firmness="denied")


def _loose(stated: StatedShape) -> StatedShape:
    return replace(stated, firmness="inside")


def shapes_in(text: str) -> Iterator[tuple[ShapeSpec, int]]:
    """Yield the shapes in a text and where they stand."""
    place = 0
    while found := _START.search(text, place):
        start = found.start()
        end = _end(text, start)
        spec = read_shape(text[start:end]) if end > start else None
        if spec is not None:
            yield spec, start
            place = end
        else:
            place = start + 1


def _end(text: str, start: int) -> int:
    """Return where the brackets or the product that start at `start` end, `start` if they don't."""
    if text[start] in _CLOSERS or text.startswith(("torch.Size", "Size"), start):
        return _closed(text, start)
    cross = _CROSS.match(text, start)
    return cross.end() if cross else start


def _closed(text: str, start: int) -> int:
    depth = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        if text[place] in "([（":
            depth += 1
        elif text[place] in ")]）":
            depth -= 1
            if depth == 0:
                return place + 1
    return start


def _stated(text: str, spec: ShapeSpec, start: int) -> StatedShape:
    before, after = text[:start], text[start + len(spec.text) :]
    if spec.dimensions == () and spec.text[0] == "[":
        return StatedShape(spec, start, "denied")  # an empty list
    of = _OF.search(before)
    lead = Lead(plain=True, names=(of[1],)) if of and not before[: of.start()].strip() else read_lead(before)
    if not lead.plain or not is_plain_tail(after) or before.rstrip().endswith(("+", "*", "<", ">")):
        return StatedShape(spec, start, "inside", lead.names)
    firm = _is_firm(spec, before, after)
    if not firm and len(spec.dimensions) == 1 and spec.text[0] == "(" and not spec.text[:-1].rstrip().endswith(","):
        return StatedShape(spec, start, "inside", lead.names)  # `(optional)`, `(3)`
    letter = _bare_letter(before, after)
    goal = BROADCAST_TO.search(restored(before)) is not None
    part = speaks_of_a_part(restored(before), restored(after))
    stated = StatedShape(spec, start, "firm" if firm else "alone", lead.names, lead.every, broadcast=goal, part=part)
    return replace(stated, label=lead.label or letter, article=bool(letter))


def _bare_letter(before: str, after: str) -> str:
    """Return the `A` of `A (2, 3)`, which without a noun behind the shape is no article."""
    letter = before.strip()
    return letter if letter in {"a", "A"} and not re.search(r"\w", after) else ""


def _is_firm(spec: ShapeSpec, before: str, after: str) -> bool:
    worded = WORD_BEFORE.search(before) or WORD_AFTER.match(after) or ".shape" in before or ".size" in before
    sized = any(dimension.name and dimension.size is not None for dimension in spec.dimensions)
    return bool(worded) or sized or "Size" in spec.text


def _equated(text: str, found: list[tuple[ShapeSpec, int]]) -> StatedShape | None:
    """Read `(B, T) = (4, 8)`: the numbers are what is stated."""
    if len(found) != 2 or not re.fullmatch(r"\s*==?\s*", text[found[0][1] + len(found[0][0].text) : found[1][1]]):  # noqa: PLR2004 - two sides
        return None
    concrete = [(spec, at) for spec, at in found if spec.concrete]
    if len(concrete) != 1 or NEGATED.search(text):
        return None
    before, after = text[: found[0][1]], text[found[1][1] + len(found[1][0].text) :]
    lead = read_lead(before)
    plain = lead.plain and is_plain_tail(after)
    return StatedShape(concrete[0][0], concrete[0][1], "alone" if plain else "inside", lead.names)


def _across(text: str, arrows: list[re.Match[str]], found: list[tuple[ShapeSpec, int]]) -> StatedShape | None:
    """Read `before → after`: the shape after the last arrow is the statement's."""
    edges = [0, *(arrow.end() for arrow in arrows)]
    ends = [*(arrow.start() for arrow in arrows), len(text)]
    parts = [[(spec, at) for spec, at in found if start <= at < end] for start, end in zip(edges, ends, strict=True)]
    if len(parts[-1]) != 1:
        return None
    last = _part(text, edges[-1], ends[-1], parts[-1][0])
    if any(len(part) > 1 for part in parts):
        computed = all(map(_is_computed, [text[start:end] for start, end in zip(edges, ends, strict=True)][:-1]))
        if computed and not _can_be_multiplied(text, parts[0]):
            return _denied(last)
        return replace(last, sources=len(parts[0])) if computed else replace(last, firmness="inside")
    if not parts[0]:
        return replace(last, firmness="inside") if text[: ends[0]].strip() else last
    first = _part(text, edges[0], ends[0], parts[0][0])
    loose = "inside" in {last.firmness, first.firmness}
    said = BROADCAST.search(restored(text[arrows[0].start() :])) is not None
    return replace(last, firmness="inside" if loose else "alone", names=first.names, source=first, broadcast=said)


def _is_computed(text: str) -> bool:
    """Tell whether shapes are joined by signs alone, as in `(3, 1) + (4,)`."""
    bare = text
    for spec, _ in shapes_in(text):
        bare = bare.replace(spec.text, "", 1)
    return not re.search(r"[^\s+\-*/@,，、×·&]", bare)


def _can_be_multiplied(text: str, factors: list[tuple[ShapeSpec, int]]) -> bool:
    """Tell whether the inner sizes of `(2, 3) @ (3, 4)` agree; if they don't, its product is no confirmation."""
    for (left, at), (right, then) in pairwise(factors):
        joined = text[at + len(left.text) : then].strip()
        inner = left.dimensions[-1:] + right.dimensions[-2:][:1]
        sizes = {dimension.size for dimension in inner} - {None}
        if joined == "@" and len(sizes) > 1:
            return False
    return True


def _part(text: str, start: int, end: int, found: tuple[ShapeSpec, int]) -> StatedShape:
    stated = _stated(text[start:end], found[0], found[1] - start)
    return replace(stated, start=found[1])
