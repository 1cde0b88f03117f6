"""How a stated shape fits a real one: axis by axis, with the sizes that names already have."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from vault_runner.verify.shape_spec import Dimension, ShapeSpec

Sizes: TypeAlias = Mapping[str, int]
Rests: TypeAlias = Mapping[str, tuple[int, ...]]
"""The axes that each `*name` stands for."""
_LARGEST = 10**12
_HIGHEST_POWER = 4


@dataclass(frozen=True, slots=True)
class Misfit:
    """One axis whose size is not the stated one."""

    axis: int
    dimension: Dimension
    expected: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How a stated shape fits a real one."""

    rank: bool
    """Whether the number of axes agrees."""
    misfits: tuple[Misfit, ...] = ()
    bindings: tuple[tuple[str, int], ...] = ()
    """Names of the statement that got their size here."""
    decided: int = 0
    """Axes whose size was known from what is written or from above."""
    axes: int = 0
    """How many axes are stated."""

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts."""
        return self.rank and not self.misfits


def fit(spec: ShapeSpec, shape: tuple[int, ...], sizes: Sizes) -> Fit:
    """Lay a stated shape over a real one; a name that is free gets the size that it meets."""
    if not spec.fits_rank(len(shape)):
        return Fit(rank=False, axes=len(spec.dimensions))
    bindings: dict[str, int] = {}
    misfits: list[Misfit] = []
    decided = 0
    for axis, dimension in _named_first(spec.aligned(len(shape))):
        known = {**sizes, **bindings}
        expected = expected_size(dimension, known)
        if expected is not None:
            decided += 1
            if expected != shape[axis]:
                misfits.append(Misfit(axis, dimension, expected))
                continue
        bindings.update({name: size for name, size in _bound(dimension, shape[axis], known) if name not in known})
    ordered = tuple(sorted(misfits, key=lambda each: each.axis))
    return Fit(rank=True, misfits=ordered, bindings=tuple(bindings.items()), decided=decided, axes=len(spec.dimensions))


def expanded(spec: ShapeSpec, rests: Rests) -> ShapeSpec:
    """Return the shape with the axes that `*batch` has stood for before in its place."""
    parts: list[Dimension] = []
    for dimension in spec.dimensions:
        known = rests.get(dimension.text) if dimension.rest else None
        if known is None:
            parts.append(dimension)
        else:
            parts += [Dimension(dimension.text, dimension.start, dimension.start, size=size) for size in known]
    return ShapeSpec(spec.text, tuple(parts))


def rest_of(spec: ShapeSpec, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...]] | None:
    """Return the name of a shape's `*batch` and the axes that it stands for; None if it has none."""
    for position, dimension in enumerate(spec.dimensions):
        if dimension.rest and len(dimension.text) > 1 and dimension.text.startswith("*"):
            return dimension.text, shape[position : position + len(shape) - len(spec.dimensions) + 1]
    return None


def _named_first(pairs: list[tuple[int, Dimension]]) -> list[tuple[int, Dimension]]:
    """Let expressions wait until the names beside them have their sizes: `(2*d, d)`."""
    return sorted(pairs, key=lambda pair: pair[1].expression is not None)


def _bound(dimension: Dimension, size: int, known: Sizes) -> list[tuple[str, int]]:
    if dimension.name:
        return [(dimension.name, size)]
    solved = solve(dimension.expression, size, known) if dimension.expression is not None else None
    return [solved] if solved else []


def expected_size(dimension: Dimension, sizes: Sizes) -> int | None:
    """Return the size that a dimension must have, None if that isn't known."""
    if dimension.size is not None:
        return dimension.size
    if dimension.name:
        return sizes.get(dimension.name)
    return None if dimension.expression is None else evaluate(dimension.expression, sizes)


def names_in(dimension: Dimension) -> tuple[str, ...]:
    """Return the names that a dimension is made of."""
    if dimension.expression is None:
        return (dimension.name,) if dimension.name else ()
    return tuple(node.id for node in ast.walk(dimension.expression) if isinstance(node, ast.Name))


def evaluate(expression: ast.expr, sizes: Sizes) -> int | None:
    """Return the value of an expression over sizes, None if a name in it is free or it is no whole number."""
    match expression:
        case ast.Constant(value=int(number)):
            return number
        case ast.Name(id=name):
            return sizes.get(name)
        case ast.BinOp(left=left, op=operator, right=right):
            return _combined(evaluate(left, sizes), operator, evaluate(right, sizes))
        case _:
            return None


def _combined(left: int | None, operator: ast.operator, right: int | None) -> int | None:
    if left is None or right is None or max(abs(left), abs(right)) > _LARGEST:
        return None
    if isinstance(operator, (ast.Div, ast.FloorDiv)):
        exact = right and (isinstance(operator, ast.FloorDiv) or left % right == 0)
        return left // right if exact else None
    if isinstance(operator, ast.Pow):
        return left**right if 0 <= right <= _HIGHEST_POWER else None
    known = {ast.Add: left + right, ast.Sub: left - right, ast.Mult: left * right}
    return known.get(type(operator))


def solve(expression: ast.expr, size: int, sizes: Sizes) -> tuple[str, int] | None:
    """Return the one free name of `expression` and its size if the whole is `size`; None if that isn't unique."""
    match expression:
        case ast.Name(id=name):
            return (name, size) if name not in sizes and size >= 0 else None
        case ast.BinOp(left=left, op=operator, right=right):
            known = evaluate(right, sizes)
            if known is not None:
                rest = _undone(operator, size, known)
                return solve(left, rest, sizes) if rest is not None else None
            known = evaluate(left, sizes)
            rest = None if known is None else _undone_right(operator, size, known)
            return solve(right, rest, sizes) if rest is not None else None
        case _:
            return None


def _undone(operator: ast.operator, size: int, right: int) -> int | None:
    """Return `x` in `x operator right = size`."""
    match operator:
        case ast.Add():
            return size - right
        case ast.Sub():
            return size + right
        case ast.Mult():
            return size // right if right and size % right == 0 else None
        case ast.Div():
            return size * right
        case _:
            return None


def _undone_right(operator: ast.operator, size: int, left: int) -> int | None:
    """Return `x` in `left operator x = size`."""
    match operator:
        case ast.Add():
            return size - left
        case ast.Sub():
            return left - size
        case ast.Mult():
            return size // left if left and size % left == 0 else None
        case _:
            return None
