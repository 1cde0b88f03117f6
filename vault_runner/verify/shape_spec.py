"""Shapes as authors state them, `(B, T, 3)` or `[*batch, d-1]`, and how they fit a real shape.

Reading is strict: a text that is not wholly a shape is none, so that prose in brackets stays prose.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

REST = "*"
"""A dimension that stands for any number of axes is written `*name` or `...`."""
IGNORED = "_"
LONGEST_EXPRESSION = 60

_NUMBER = re.compile(r"\d{1,9}")
_NAMED_SIZE = re.compile(r"([^\W\d]\w*)\s*[=:]\s*(\d{1,9})")
_REST = re.compile(r"\*([^\W\d]\w*)?|\.\.\.|…")
_NAME = re.compile(r"[^\W\d]\w*")
_CROSS = re.compile(r"\d{1,9}(?:\s*[x×]\s*\d{1,9})+")
_OPENERS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One stated axis: a size, a name, a named size, an expression over names, or any number of axes."""

    text: str
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

    def fits_rank(self, rank: int) -> bool:
        """Tell whether a shape of `rank` axes could be meant."""
        fixed = sum(not dimension.rest for dimension in self.dimensions)
        return fixed <= rank if fixed < len(self.dimensions) else fixed == rank


@dataclass(frozen=True, slots=True)
class Fit:
    """How a stated shape fits a real one."""

    axis: int | None
    """Position from 0 of the first axis at fault, None if all fit or the rank is wrong."""
    rank: bool
    """Whether the number of axes agrees."""
    bindings: tuple[tuple[str, int], ...]
    """Names of the statement that got their size here."""
    expected: int | None = None
    """The size that the axis at fault should have."""

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts."""
        return self.rank and self.axis is None


Sizes: TypeAlias = Mapping[str, int]


def read_shape(text: str) -> ShapeSpec | None:
    """Read a text that is wholly a shape, such as `(4, 5, 2)`, `[b, 4]`, `torch.Size([3])`, `3x4`; else None."""
    inner = text.strip()
    size = re.fullmatch(r"(?:torch\.)?Size\((.*)\)", inner, re.DOTALL)
    if size:
        inner = size[1].strip()
    if _CROSS.fullmatch(inner):
        return _spec(text, re.split(r"\s*[x×]\s*", inner))
    if not inner or inner == inner[0] or _OPENERS.get(inner[0]) != inner[-1]:
        return None
    body = inner[1:-1].strip().removesuffix(",")
    return _spec(text, re.split(r"\s*[,，、]\s*", body)) if body else ShapeSpec(text, ())


def fit(spec: ShapeSpec, shape: tuple[int, ...], sizes: Sizes) -> Fit:
    """Lay a stated shape over a real one, axis by axis, with the sizes that names already have."""
    if not spec.fits_rank(len(shape)):
        return Fit(None, rank=False, bindings=())
    bindings: dict[str, int] = {}
    for axis, dimension in _aligned(spec, len(shape)):
        expected = _expected(dimension, {**sizes, **bindings})
        if expected is not None and expected != shape[axis]:
            return Fit(axis, rank=True, bindings=tuple(bindings.items()), expected=expected)
        if dimension.name and dimension.name not in sizes:
            bindings[dimension.name] = shape[axis]
    return Fit(None, rank=True, bindings=tuple(bindings.items()))


def _spec(text: str, parts: list[str]) -> ShapeSpec | None:
    dimensions = [_dimension(part) for part in parts]
    if any(dimension is None for dimension in dimensions):
        return None
    read = tuple(dimension for dimension in dimensions if dimension is not None)
    return ShapeSpec(text, read) if sum(dimension.rest for dimension in read) <= 1 else None


def _dimension(text: str) -> Dimension | None:
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return Dimension(text, size=int(text))
    named = _NAMED_SIZE.fullmatch(text)
    if named:
        return Dimension(text, size=int(named[2]), name=named[1])
    if _REST.fullmatch(text):
        return Dimension(text, rest=True)
    if text == IGNORED:
        return Dimension(text)
    if _NAME.fullmatch(text):
        return Dimension(text, name=text)
    expression = _expression(text)
    return Dimension(text, expression=expression) if expression is not None else None


def _expression(text: str) -> ast.expr | None:
    """Read sums, differences, products and quotients of names and whole numbers, and nothing else."""
    if len(text) > LONGEST_EXPRESSION or not re.fullmatch(r"[\w\s+\-*/()]+", text):
        return None
    try:
        expression = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    allowed = (ast.BinOp, ast.Name, ast.Constant, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div, ast.Load)
    return expression if all(isinstance(node, allowed) for node in ast.walk(expression)) else None


def _aligned(spec: ShapeSpec, rank: int) -> list[tuple[int, Dimension]]:
    """Pair each fixed dimension with its axis; what stands after `*rest` counts from the end."""
    pairs: list[tuple[int, Dimension]] = []
    shift = 0
    for position, dimension in enumerate(spec.dimensions):
        if dimension.rest:
            shift = rank - len(spec.dimensions)
        else:
            pairs.append((position + shift, dimension))
    return pairs


def _expected(dimension: Dimension, sizes: Sizes) -> int | None:
    if dimension.size is not None:
        return dimension.size
    if dimension.name:
        return sizes.get(dimension.name)
    return None if dimension.expression is None else _value(dimension.expression, sizes)


def _value(expression: ast.expr, sizes: Sizes) -> int | None:
    match expression:
        case ast.Constant(value=int(number)):
            return number
        case ast.Name(id=name):
            return sizes.get(name)
        case ast.BinOp(left=left, op=operator, right=right):
            return _combined(_value(left, sizes), operator, _value(right, sizes))
        case _:
            return None


def _combined(left: int | None, operator: ast.operator, right: int | None) -> int | None:
    if left is None or right is None:
        return None
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case _:
            return left // right if right and left % right == 0 else None
