"""Cuts a comment into what it states about values: shapes, dtypes, devices, each with its own place.

A comment that is a list of such statements and nothing else, `U: (5, 3), S: (3,)` or `(2, 3), float32, on cpu`,
gives one piece for each. Any other comment is one piece if it states a shape somewhere, else none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from vault_runner.parse.claims.piece_forms import DEVICE, DTYPE, SHAPE
from vault_runner.parse.claims.shapes import states_shape

PieceKind: TypeAlias = Literal["shape", "dtype", "device"]

_LONGEST: Final = 300
_BETWEEN = re.compile(r"\s*(?:[,，;；、|&]|\band\b|和|与|及)\s*|\s+", re.IGNORECASE)
_DENIAL = re.compile(
    r"\s*[,，;；]\s*(?:and\s+)?(?:not|instead of|rather than|不是|而不是|而非)\s*(?=[(\[（]).*$", re.IGNORECASE
)
"""`(8, 5), not (5, 8)` states the first."""
_JOINS = re.compile(
    r"vs|or|not|to|from|than|per|was|were|then|x|by|with|if|when|after|before|instead|plus|times|of|for|in|as|but|at|is|are"
    r"|into|becomes?|over|under|between|through|without|see|like|e\.g|i\.e|eq|fig|table|since|until|now|also",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.。;；,，]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One statement of a comment."""

    kind: PieceKind
    start: int
    end: int
    part: tuple[int, int] = (0, 1)
    """Which of how many shapes without a name it is."""


def pieces_of(text: str) -> list[Piece]:
    """Return what a comment, given without its `#`, states about values."""
    if len(text) > _LONGEST or text.startswith("type:"):
        return []
    text = _DENIAL.sub("", text)
    listed = list(_listed(text))
    shapes = [piece for piece in listed if piece.kind == "shape"]
    unnamed = [piece for piece in shapes if _is_unnamed(text, piece)]
    mixed = 0 < len(unnamed) < len(shapes)
    if not mixed and (len(listed) > 1 or (listed and not shapes)):
        return _numbered(listed, unnamed)
    return [Piece("shape", 0, len(text))] if states_shape(text) else []


def _listed(text: str) -> Iterator[Piece]:
    """Yield the pieces of a comment that consists of nothing else."""
    found: list[Piece] = []
    place = 0
    while place < len(text):
        piece = _piece(text, place)
        if piece is None:
            return
        found.append(piece)
        rest = _END.match(text, piece.end)
        if rest and rest.end() == len(text):
            break
        between = _BETWEEN.match(text, piece.end)
        if between is None:
            return
        place = between.end()
    yield from found


def _piece(text: str, place: int) -> Piece | None:
    shape = SHAPE.match(text, place)
    if shape and not _is_joined(shape) and shape["group"] != "[]" and states_shape(text[place : shape.end()]):
        return Piece("shape", place, shape.end())
    dtype = DTYPE.match(text, place)
    if dtype and (not dtype["kind"] or dtype["word"]):
        return Piece("dtype", place, dtype.end())
    device = DEVICE.match(text, place)
    return Piece("device", place, device.end()) if device else None


def _is_joined(shape: re.Match[str]) -> bool:
    """Tell whether what stands before the brackets is a word that joins, `or (2, 3)`, and no name."""
    names = shape["names"]
    return (
        bool(names)
        and not shape.string[shape.end("names") : shape.start("group")].strip()
        and bool(_JOINS.fullmatch(names))
    )


def _numbered(pieces: list[Piece], unnamed: list[Piece]) -> list[Piece]:
    """Number the shapes that stand there without names: they are those of the targets, in order."""
    count = len(unnamed)
    numbers = {id(piece): (place, count) for place, piece in enumerate(unnamed)} if count > 1 else {}
    return [Piece(piece.kind, piece.start, piece.end, numbers.get(id(piece), (0, 1))) for piece in pieces]


def _is_unnamed(text: str, piece: Piece) -> bool:
    found = SHAPE.match(text, piece.start)
    return found is not None and not found["names"]
