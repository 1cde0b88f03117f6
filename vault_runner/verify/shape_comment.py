"""What a comment states about shapes: which shape, of what, and how firmly.

A comment states a shape firmly when a shape word, `torch.Size`, a named target or named sizes go with it.
A shape that is the whole comment states it if the value turns out to be an array of that rank. A shape
somewhere in a longer comment can confirm, and never contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from vault_runner.verify.shape_spec import ShapeSpec, read_shape

Firmness: TypeAlias = Literal["firm", "alone", "inside"]

_WORD = r"(?:shapes?|sizes?|dims?|dimensions?|形状|尺寸|维度|大小)"
_SPEC = re.compile(
    r"(?:torch\.)?Size\(\[[^\[\]()]{0,120}\]\)|\([^()\[\]]{0,120}\)|\[[^()\[\]]{0,120}\]|\b\d+(?:\s*[x×]\s*\d+)+\b"
)
_WORD_BEFORE = re.compile(
    rf"(?:\b|(?<=[^\x00-\x7f])){_WORD}\s*(?:is|of|are|为|是|变为|变成)?\s*[:：=]{{0,2}}\s*$", re.IGNORECASE
)
_WORD_AFTER = re.compile(rf"^\s*的?\s*{_WORD}(?:\b|$)", re.IGNORECASE)
_FILLERS = r"(?:output|outputs|out|result|returns?|the|its|has|with|of|输出|结果|返回)"
_PLAIN_BEFORE = re.compile(
    rf"\s*(?:\[Out\]\s*[:：]?\s*)?(?:{_FILLERS}\s*)*(?:的\s*)?(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:\.shape|\.size\(\)|'s)?\s*(?:的\s*)?)?"
    rf"(?:{_FILLERS}\s*)*(?:{_WORD}\s*)?(?:is|are|has|have|为|是|变为|变成)?\s*(?:[:：]|={{1,2}})?\s*(?:{_WORD}\s*)?[:：]?\s*",
    re.IGNORECASE,
)
"""Nothing but a name, a shape word and what joins them: any other word may say that something else is meant."""
_PLAIN_AFTER = re.compile(rf"\s*的?\s*(?:{_WORD})?[\s.。,，;；]*", re.IGNORECASE)
_SHAPE_OF = re.compile(rf"{_WORD}\s+of\s+([A-Za-z_][A-Za-z0-9_.]*)\s*(?:is|are)?\s*[:：=]?\s*$", re.IGNORECASE)
_ARROW = re.compile(r"(?:->|→|⟶|=>|⇒)")
_BROADCAST = re.compile(r"broadcast|expand|广播|扩展", re.IGNORECASE)
_FILLER = frozenset(
    ("output", "outputs", "out", "returns", "return", "result", "is", "are", "has", "have", "the", "its")
)


@dataclass(frozen=True, slots=True)
class StatedShape:
    """One shape that a comment states."""

    spec: ShapeSpec
    firmness: Firmness
    target: str = ""
    """The name that the comment itself gives, empty if it gives none."""
    source: ShapeSpec | None = None
    """For `(2,3) → (3,2,3)`: the shape before the arrow."""
    broadcast: bool = False
    """Whether the arrow is said to be a broadcast."""


def stated_shapes(comment: str) -> tuple[StatedShape, ...]:
    """Read the shapes that a comment states, the text without its `#`."""
    text = comment.strip().lstrip("#").strip()
    arrow = _ARROW.search(text)
    if arrow:
        stated = _across(text, arrow)
        return (stated,) if stated else ()
    return tuple(_statements(text))


def _statements(text: str) -> Iterator[StatedShape]:
    for found in _SPEC.finditer(text):
        spec = read_shape(found[0])
        if spec is not None:
            before, after = text[: found.start()], text[found.end() :]
            yield _statement(spec, found[0], before, after)


def _statement(spec: ShapeSpec, written: str, before: str, after: str) -> StatedShape:
    of = _SHAPE_OF.fullmatch(before.strip()) if _PLAIN_AFTER.fullmatch(after) else None
    if of:
        return StatedShape(spec, "firm", of[1])
    plain = _PLAIN_BEFORE.fullmatch(before) if _PLAIN_AFTER.fullmatch(after) else None
    target = (plain["name"] or "") if plain else ""
    if target.lower() in _FILLER or re.fullmatch(_WORD, target, re.IGNORECASE):
        target = ""
    worded = bool(_WORD_BEFORE.search(before) or _WORD_AFTER.match(after))
    sized = any(dimension.name and dimension.size is not None for dimension in spec.dimensions)
    firm = worded or sized or "Size" in written or ".shape" in before
    if plain is None:
        return StatedShape(spec, "inside")
    return StatedShape(spec, "firm" if firm else "alone", target)


def _across(text: str, arrow: re.Match[str]) -> StatedShape | None:
    """Read `before → after`: the shape after the last arrow is the statement's."""
    parts = _ARROW.split(text)
    specs = [next(iter(_statements(part)), None) for part in parts]
    last = specs[-1]
    if last is None or any(spec is None for spec in specs):
        return None
    first = specs[0]
    return StatedShape(
        last.spec,
        "alone",
        source=first.spec if first else None,
        broadcast=bool(_BROADCAST.search(text[arrow.start() :])),
    )
