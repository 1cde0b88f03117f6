"""Reductions along axes, by position or by name.

Not for products of two arrays: see `products`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np

from .arrays import PLAIN, TORCH, Array, floating, give, sort_of, unpack
from .shapes import ShapeError, written

Operation: TypeAlias = Literal["sum", "prod", "mean", "max", "min"]
Axes: TypeAlias = int | str | Sequence[int | str] | None

_TORCH_NAMES = {"sum": "sum", "prod": "prod", "mean": "mean", "max": "amax", "min": "amin"}


def reduce(x: Array, op: Operation, axis: Axes = None, *, names: str = "", keepdims: bool = False) -> Array:
    """Return `x` with the given axes summed, multiplied, averaged, or replaced by their largest or smallest entry.

    Args:
        x: Array of any shape; any numbers (real for max and min), any device. NaN gives NaN.
        op: "sum", "prod", "mean", "max" or "min".
        axis: Which axes to reduce: a position, a name, several of them, or None for all.
        names: The names of all axes, such as "n a b", if `axis` or an error message is to use them.
        keepdims: Whether reduced axes stay with size 1.

    Returns:
        An array without the reduced axes, in the unit of `x` (of a product: its power) and its dtype. Sums and
        products of integers and booleans are int64 (unsigned: uint64 in numpy), means the default float.

    Raises:
        ShapeError: if an axis doesn't exist, is given twice, or is empty where mean, max or min has no value; or if
            `names` doesn't name every axis once.
        ValueError: if `op` is none of the five.
        TypeError: if `op` is max or min and `x` complex.

    Example:
        >>> reduce([[1, 2], [3, 4]], "sum", 1)
        [3, 7]
        >>> reduce([[1, 2], [3, 4]], "max", "rows", names="rows columns")
        [3, 4]

    Source: Python array API standard 2024.12, statistical functions.
    """
    if op not in _TORCH_NAMES:
        raise ValueError(f"reduce: there is no operation {op!r}; take one of {', '.join(_TORCH_NAMES)}")
    kind, x = unpack(x)
    if type(axis) is int and not names and -len(x.shape) <= axis < len(x.shape):
        axes: tuple[int, ...] = (axis % len(x.shape),)
    else:
        axes = _positions(x.shape, axis, names)
    if op not in {"sum", "prod"}:
        _check_defined(x, op, axes, names)
    if op == "mean":
        x = floating(x)
    if kind is TORCH:
        return _reduced_tensor(x, op, axes, keepdims=keepdims)
    result = getattr(np, op)(x, axis=axes, keepdims=keepdims)
    return give(kind, np.asarray(result)) if kind is PLAIN else result


def _positions(shape: Sequence[int], axis: Axes, names: str) -> tuple[int, ...]:
    named = names.split()
    if named and (len(named) != len(shape) or len(set(named)) != len(named)):
        raise ShapeError(f"reduce: names {names!r} must name each of the {len(shape)} axes of {written(shape)} once")
    if axis is None:
        return tuple(range(len(shape)))
    wanted = [axis] if isinstance(axis, int | str) else list(axis)
    positions = [_position(shape, each, named) for each in wanted]
    if len(set(positions)) != len(positions):
        raise ShapeError(f"reduce: an axis of {written(shape)} is given twice: {wanted}")
    return tuple(positions)


def _position(shape: Sequence[int], axis: int | str, named: list[str]) -> int:
    if isinstance(axis, str):
        if axis in named:
            return named.index(axis)
        raise ShapeError(f"reduce: no axis {axis!r} among the names {' '.join(named) or '(none given)'}")
    if not -len(shape) <= axis < len(shape):
        raise ShapeError(f"reduce: axis {axis} doesn't exist; x {written(shape)} has {len(shape)} axes")
    return axis % len(shape)


def _check_defined(x: Array, op: Operation, axes: tuple[int, ...], names: str) -> None:
    if op in {"max", "min"} and sort_of(x) == "complex":
        raise TypeError(f"reduce: complex numbers have no {op}; take their absolute value first")
    empty = [axis for axis in axes if x.shape[axis] == 0]
    if empty and op in {"mean", "max", "min"}:
        called = f" ({names.split()[empty[0]]})" if names else ""
        raise ShapeError(f"reduce: axis {empty[0]}{called} of x {written(x.shape)} is empty and has no {op}")


def _reduced_tensor(x: Array, op: Operation, axes: tuple[int, ...], *, keepdims: bool) -> Array:
    if not axes:
        return x.clone() if sort_of(x) in {"real", "complex"} else getattr(x.unsqueeze(0), _TORCH_NAMES[op])(0)
    if op != "prod":
        return getattr(x, _TORCH_NAMES[op])(dim=axes, keepdim=keepdims)
    for axis in sorted(axes, reverse=True):  # torch multiplies along one axis at a time
        x = x.prod(dim=axis, keepdim=keepdims)
    return x
