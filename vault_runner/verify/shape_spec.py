"""Shapes as authors state them: `(B, T, 3)`, `[*batch, d-1]`, `torch.Size([3])`, `3x4`, `(batch=4, m=5)`.

Reading is strict: a text that is not wholly a shape is none, so that prose in brackets stays prose. How a stated
shape fits a real one is told in `shape_fit`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern

IGNORED: Final = frozenset(("_", "?"))
LONGEST_EXPRESSION: Final = 60
_MOST_AXES = 12


_SIZE = lazy_pattern(r"(?:torch\.)?Size\(\s*")
_NUMBER = lazy_pattern(r"\d{1,9}")
_NAMED_SIZE = lazy_pattern(r"([^\W\d]\w*)(\s*[=:]\s*)(\d{1,9})")
_REST = lazy_pattern(r"\*([^\W\d]\w*)?|\.{2,3}|…")
_NAME = lazy_pattern(r"[^\W\d]\w*'?")
_WORDS = lazy_pattern(r"[A-Za-z]{1,12}(?: [A-Za-z]{2,12}){1,2}")
_MULTIPLE = lazy_pattern(r"\b(\d+)([A-Za-z]\w*)\b")
_ARITHMETIC = lazy_pattern(r"[\w\s+\-*/()]+")
_CROSS = lazy_pattern(r"(?:\d{1,9}|[^\W\d_]\w{0,15}?|[A-Z])(?:\s*[x×]\s*(?:\d{1,9}|[^\W\d_]\w{0,15}?|[A-Z]))+")
_TIMES = lazy_pattern(r"\s*×\s*|\s+x\s+|(?<=\d)x(?=\d)|(?<=[\dA-Z])x(?=[\dA-Z])")
_COMMA = lazy_pattern(r"[,，、]")
_CLOSERS: Final = {"(": ")", "[": "]", "（": "）"}
_ALLOWED: Final = (
    *(ast.BinOp, ast.Name, ast.Constant, ast.Load),
    *(ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div, ast.Pow),
)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One stated axis: a size, a name, a named size, an expression over names, or any number of axes."""

    text: str
    start: int
    """Where the part stands in the shape's text that has to be replaced if it is wrong."""
    end: int
    size: int | None = None
    name: str = ""
    rest: bool = False
    expression: ast.expr | None = None


@dataclass(frozen=True, slots=True)
class ShapeSpec:
    """A stated shape."""

    text: str
    dimensions: tuple[Dimension, ...]

    @property
    def concrete(self) -> bool:
        """Whether every axis has a number."""
        return all(dimension.size is not None for dimension in self.dimensions)

    @property
    def bracket(self) -> str:
        """The character that opens it; `x` for `3x4`, `S` for `torch.Size`."""
        first = self.text[:1]
        return first if first in _CLOSERS else "S" if _SIZE.match(self.text) else "x"

    @property
    def crossed(self) -> bool:
        """Whether it is written as `3x4`."""
        return self.bracket == "x"

    def fits_rank(self, rank: int) -> bool:
        """Tell whether a shape of `rank` axes could be meant."""
        fixed = sum(not dimension.rest for dimension in self.dimensions)
        return fixed <= rank if fixed < len(self.dimensions) else fixed == rank

    def aligned(self, rank: int) -> list[tuple[int, Dimension]]:
        """Pair each fixed dimension with its axis; what stands after `*rest` counts from the end."""
        pairs: list[tuple[int, Dimension]] = []
        shift = 0
        for position, dimension in enumerate(self.dimensions):
            if dimension.rest:
                shift = rank - len(self.dimensions)
            else:
                pairs.append((position + shift, dimension))
        return pairs


def read_shape(text: str) -> ShapeSpec | None:
    """Read a text that is wholly a shape, such as `(4, 5, 2)`, `[b, 4]`, `torch.Size([3])`, `3x4`; else None."""
    text = text.strip()
    size = _SIZE.match(text)
    if size:
        return _inside(text, size.end(), len(text[:-1].rstrip())) if text.endswith(")") else None
    if text[:1] in _CLOSERS:
        return _inside(text, 0, len(text))
    return _crossed(text)


def _inside(text: str, start: int, end: int) -> ShapeSpec | None:
    """Read the brackets at `text[start:end]`."""
    if end - start < 2 or _CLOSERS.get(text[start]) != text[end - 1]:  # noqa: PLR2004 - a pair of brackets
        return None
    start, end = start + 1, end - 1
    if not text[start:end].strip():
        return ShapeSpec(text, ())
    parts = list(_split(text, start, end))
    if len(parts) > 1 and not text[slice(*parts[-1])].strip():
        parts.pop()
    if len(parts) == 1 and text[start - 1] == "[":
        parts = list(_by_blanks(text, start, end)) or parts
    return _spec(text, parts)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, first = 0, start
    for place in range(start, end):
        if text[place] in "([":
            depth += 1
        elif text[place] in ")]":
            depth -= 1
        elif depth == 0 and _COMMA.match(text, place):
            yield first, place
            first = place + 1
    yield first, end


def _by_blanks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `[b t d]` at its blanks; `[1 2 3]` is how numpy writes values."""
    words = list(re.finditer(r"\S+", text[start:end]))
    bare = all(_NAME.fullmatch(word[0]) or _NUMBER.fullmatch(word[0]) for word in words)
    if len(words) > 1 and bare and not all(_NUMBER.fullmatch(word[0]) for word in words):
        yield from ((start + word.start(), start + word.end()) for word in words)


def _crossed(text: str) -> ShapeSpec | None:
    if not _CROSS.fullmatch(text):
        return None
    cuts = [found.span() for found in _TIMES.finditer(text)]
    starts, ends = [0, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), len(text)]
    return _spec(text, list(zip(starts, ends, strict=True))) if cuts else None


def _spec(text: str, parts: list[tuple[int, int]]) -> ShapeSpec | None:
    if len(parts) > _MOST_AXES:
        return None
    read = tuple(dimension for start, end in parts if (dimension := _dimension(text, start, end)))
    whole = len(read) == len(parts) and sum(dimension.rest for dimension in read) <= 1
    return ShapeSpec(text, read) if whole else None


def _dimension(whole: str, start: int, end: int) -> Dimension | None:
    text = whole[start:end].strip()
    start += len(whole[start:end]) - len(whole[start:end].lstrip())
    end = start + len(text)
    if _NUMBER.fullmatch(text):
        return Dimension(text, start, end, size=int(text))
    named = _NAMED_SIZE.fullmatch(text)
    if named:
        return Dimension(text, end - len(named[3]), end, size=int(named[3]), name=named[1])
    if _REST.fullmatch(text):
        return Dimension(text, start, end, rest=True)
    if text in IGNORED:
        return Dimension(text, start, end)
    if _NAME.fullmatch(text) or _WORDS.fullmatch(text):
        return Dimension(text, start, end, name=text)
    expression = _expression(text)
    return Dimension(text, start, end, expression=expression) if expression is not None else None


def _expression(text: str) -> ast.expr | None:
    """Read sums, differences, products, quotients and powers of names and whole numbers, and nothing else."""
    plain = _MULTIPLE.sub(r"\1*\2", text.replace("×", "*").replace("·", "*").replace("^", "**"))
    if len(text) > LONGEST_EXPRESSION or not _ARITHMETIC.fullmatch(plain) or text.startswith(("-", "+")):
        return None
    try:
        expression = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return expression if all(isinstance(node, _ALLOWED) for node in ast.walk(expression)) else None
