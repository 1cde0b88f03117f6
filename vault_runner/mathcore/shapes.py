"""Shapes: the error that names axes and sizes, and the shape rules of matmul and broadcasting.

The rules take sizes as integers or as names ("n", "a"), so that a note can ask for the general shape.
They compute no values; for that see `products`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Size: TypeAlias = Any
"""An integer, a name such as "n", or a symbolic size of torch; two sizes agree if they compare equal."""

Shape: TypeAlias = tuple[Size, ...]


class ShapeError(ValueError):
    """Shapes that a definition doesn't allow; the text names every axis and size.

    Attributes:
        shapes: The shape of each argument that took part, by name.
    """

    def __init__(self, message: str, shapes: dict[str, Shape] | None = None) -> None:
        """Keep the shapes beside the message."""
        super().__init__(message)
        self.shapes = dict(shapes or {})


def written(shape: Sequence[Size]) -> str:
    """Return a shape as it is written: `(4, 5)`, `(3,)`, `()`."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(str(size) for size in shape)})"


def check_axes(function: str, **given: tuple[Sequence[Size], str]) -> dict[str, Size]:
    """Bind the axis letters of each argument's pattern to its sizes, or raise a ShapeError.

    `check_axes("bmm", x=(x.shape, "n a b"), y=(y.shape, "n b c"))`; a leading `...` stands for any batch axes.
    """
    shapes = {name: tuple(shape) for name, (shape, _) in given.items()}
    sizes: dict[str, Size] = {}
    owner: dict[str, str] = {}
    for name, (shape, pattern) in given.items():
        for axis, size in _matched(function, name, shape, pattern, shapes):
            if sizes.setdefault(axis, size) != size:
                told = f"axis {axis} is {sizes[axis]} in {owner[axis]} and {size} in {name}"
                raise ShapeError(f"{function}: {told}; {_all_written(given)}", shapes)
            owner.setdefault(axis, name)
    return sizes


def _matched(
    function: str, name: str, shape: Sequence[Size], pattern: str, shapes: dict[str, Shape]
) -> list[tuple[str, Size]]:
    letters = pattern.replace("...", "").split()
    batched = pattern.startswith("...")
    if len(shape) < len(letters) or (len(shape) > len(letters) and not batched):
        axes = "axis" if len(shape) == 1 else "axes"
        needs = f"{'at least ' if batched else ''}{len(letters)}: {_pattern_written(pattern)}"
        raise ShapeError(
            f"{function}: {name} has {len(shape)} {axes}, shape {written(shape)}; it needs {needs}", shapes
        )
    return list(zip(letters, shape[len(shape) - len(letters) :], strict=True))


def _pattern_written(pattern: str) -> str:
    return written(pattern.split())


def _all_written(given: dict[str, tuple[Sequence[Size], str]]) -> str:
    return ", ".join(f"{name} {_pattern_written(spec)} is {written(shape)}" for name, (shape, spec) in given.items())


def same_shape(function: str, x: Sequence[Size], y: Sequence[Size]) -> None:
    """Raise a ShapeError naming the first axis that differs, unless both shapes are equal."""
    if tuple(x) == tuple(y):
        return
    shapes = {"x": tuple(x), "y": tuple(y)}
    if len(x) != len(y):
        raise ShapeError(f"{function}: x {written(x)} has {len(x)} axes, y {written(y)} has {len(y)}", shapes)
    axis = next(k for k in range(len(x)) if x[k] != y[k])
    told = f"axis {axis} is {x[axis]} in x {written(x)} and {y[axis]} in y {written(y)}"
    raise ShapeError(f"{function}: {told}; both must have one shape, nothing is broadcast", shapes)


def broadcast_shapes(*shapes: Sequence[Size]) -> Shape:
    """Return the shape that arrays of these shapes have after broadcasting.

    Axes are aligned from the right; a size 1 and a missing axis stretch to the other's size.

    Args:
        shapes: Any number of shapes; sizes are integers or names. A name agrees with itself and with 1 only.

    Returns:
        The common shape, a tuple; `()` if no shape is given.

    Raises:
        ShapeError: if two sizes of one axis differ and neither is 1.

    Example:
        >>> broadcast_shapes((4, 1, 3), (5, 1))
        (4, 5, 3)
        >>> broadcast_shapes(("n", 1), ("d",))
        ('n', 'd')

    Source: NumPy reference, "Broadcasting".
    """
    result: list[Size] = []
    for back in range(1, 1 + max(map(len, shapes), default=0)):
        size: Size = 1
        for shape in shapes:
            other = shape[-back] if back <= len(shape) else 1
            if _is_one(size):
                size = other
            elif not _is_one(other) and size != other:
                told = " and ".join(written(each) for each in shapes)
                named = {f"shape {k}": tuple(each) for k, each in enumerate(shapes)}
                raise ShapeError(f"broadcast_shapes: axis -{back} is {size} and {other} in {told}", named)
        result.append(size)
    return tuple(reversed(result))


def _is_one(size: Size) -> bool:
    return not isinstance(size, str) and bool(size == 1)


def matmul_shape(s: Sequence[Size], t: Sequence[Size]) -> Shape:
    """Return the shape of X @ Y for X of shape `s` and Y of shape `t`.

    Only the last two axes are multiplied, (m, k) @ (k, n) -> (m, n); those before are batch axes and are
    broadcast. A vector on the left is a row, on the right a column, and its axis is gone in the result.

    Args:
        s: Shape of the left factor, at least one axis; sizes are integers or names.
        t: Shape of the right factor, at least one axis.

    Returns:
        The shape of the product, a tuple.

    Raises:
        ShapeError: if a factor is a scalar, the inner sizes differ, or the batch axes can't be broadcast.

    Example:
        >>> matmul_shape((10, 4, 5, 2), (10, 4, 2, 3))
        (10, 4, 5, 3)
        >>> matmul_shape(("n", "a", "b"), ("b",))
        ('n', 'a')

    Source: Python array API standard 2024.12, `matmul`; Alice's Adventures in a Differentiable Wonderland, E.2.9.
    """
    shapes = {"x": tuple(s), "y": tuple(t)}
    if not s or not t:
        raise ShapeError(f"matmul_shape: x {written(s)} @ y {written(t)}: a scalar has no axis to sum over", shapes)
    inner = t[-2] if len(t) > 1 else t[0]
    if s[-1] != inner:
        place = "-2" if len(t) > 1 else "0"
        told = f"axis -1 of x {written(s)} is {s[-1]}, axis {place} of y {written(t)} is {inner}"
        raise ShapeError(f"matmul_shape: {told}; the two must be equal", shapes)
    batch = broadcast_shapes(tuple(s[:-2]), tuple(t[:-2]))
    return batch + tuple(s[-2:-1] if len(s) > 1 else ()) + tuple(t[-1:] if len(t) > 1 else ())


def matmul_flops(a: Size, b: Size, c: Size) -> Size:
    """Return how many additions and multiplications the plain product of (a, b) and (b, c) takes: 2abc.

    Each of the a*c entries takes b multiplications and b additions; so the cost is O(abc), cubic if a = b = c.

    Args:
        a: Rows of the left factor, a count.
        b: Columns of the left and rows of the right factor, a count.
        c: Columns of the right factor, a count.

    Returns:
        The number of floating-point operations, an integer (or a symbolic size).

    Raises:
        ShapeError: if a size is negative.

    Example:
        >>> matmul_flops(2, 3, 4)
        48

    Source: Golub and Van Loan, Matrix Computations, 4th edition.
    """
    if any(isinstance(size, int) and size < 0 for size in (a, b, c)):
        raise ShapeError(f"matmul_flops: sizes are counts; got a = {a}, b = {b}, c = {c}")
    return 2 * a * b * c
