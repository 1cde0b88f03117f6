"""Squared Euclidean distances of two vectors and of all pairs.

|x|² + |y|² - 2<x, y> is fast, being one matrix product, but cancels when points are close together and far from
the origin: at an offset of 1000 in float32 nothing of the distance is left. So both sets are centred first, and
every pair whose value comes out small against its norms is computed again from the difference.
"""

from __future__ import annotations

from functools import partial
from typing import Literal, TypeAlias

import numpy as np

from .arrays import (
    TORCH,
    Array,
    Kind,
    cast,
    counting,
    floating,
    give,
    is_half,
    is_wide_real,
    pair,
    promoted,
    sort_of,
    torch_module,
    truth,
    widened,
)
from .contraction import cast_total, total_of_products
from .devices import compute_there, elsewhere
from .memory import halving
from .shapes import check_axes

Method: TypeAlias = Literal["auto", "direct", "dot"]

_CELLS = 32_768  # entries of a block of rows, so that it stays in the cache
_DIRECT_BELOW = 4  # measured: 1000 x 1000 points, equal at d = 3, twice as slow as the dot form at d = 6
_CLOSE = 1e-3  # below this share of the norms a pair has lost three digits and is computed again
_MANY = 8  # if more than an eighth of a block is close, the whole block is computed directly


def squared_distance(x: Array, y: Array) -> Array:
    """Return |x - y|², equal to <x, x> + <y, y> - 2<x, y> but without its cancellation.

    Args:
        x: Vector, shape (d); any numbers, any device.
        y: Vector, shape (d); on the device of `x`.

    Returns:
        A scalar, shape (), in the square of the unit of `x`, never negative; real also for complex vectors.
        Integers give int64. NaN gives NaN, d = 0 gives 0.

    Raises:
        ShapeError: if either has not exactly one axis, or the sizes of d differ.
        OverflowError: if numpy integers are so large that the result might not fit into 64 bits.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> squared_distance([1.0, 2.0], [4.0, 6.0])
        25.0

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x, y = pair(x, y)
    if x.shape != y.shape or len(x.shape) != 1:
        check_axes("squared_distance", x=(x.shape, "d"), y=(y.shape, "d"))
    if is_wide_real(x) and is_wide_real(y):
        apart = x - y
        return give(kind, total_of_products(apart, apart))
    x, y = promoted(x, y)
    difference = _real_parts(widened(counting(x)) - widened(counting(y)))
    total = total_of_products(difference, difference)
    return give(kind, cast_total(total, x) if is_half(x) and is_half(y) else total)


def pairwise_sqdist(x: Array, y: Array | None = None, *, method: Method = "auto") -> Array:
    """Return D_ij = |x_i - y_j|² for all pairs of rows.

    Args:
        x: Points as rows, shape (n, d); any numbers, any device.
        y: Points as rows, shape (m, d), on the device of `x`; `x` itself if left out.
        method: "direct" sums (x_ik - y_jk)² coordinate by coordinate; "dot" uses one matrix product of the
            centred points and corrects the close pairs; "auto" takes direct for d < 4 and for integers.

    Returns:
        Squared distances, shape (n, m), in the square of the unit of `x`, never negative; the common dtype, real
        for complex points, int64 for integers. The relative error stays below 1000 eps of the dtype (about 1e-4 in
        float32) at any offset from the origin. A row with NaN spoils its own row or column only. If n or m is 0 so
        is that axis; if d is 0 all entries are 0. In shape-only runs and inside vmap close pairs are not corrected.

    Raises:
        ShapeError: if either has not two axes, or the sizes of d differ.
        ValueError: if `method` is none of the three.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> pairwise_sqdist([[0.0, 0.0], [3.0, 4.0]], [[0.0, 0.0]])
        [[0.0], [25.0]]

    Source: Alice's Adventures in a Differentiable Wonderland; centring as in scikit-learn's note on
    `euclidean_distances`.
    """
    if method not in {"auto", "direct", "dot"}:
        raise ValueError(f"pairwise_sqdist: there is no method {method!r}; take auto, direct or dot")
    kind, x, y = pair(x, x if y is None else y)
    check_axes("pairwise_sqdist", x=(x.shape, "n d"), y=(y.shape, "m d"))
    place = elsewhere(kind, 2.0 * x.shape[0] * y.shape[0] * x.shape[1], x, y)
    if place:
        return give(kind, compute_there(place, partial(pairwise_sqdist, method=method), x, y))
    x, y = promoted(x, y)
    dtype = _result_dtype(x, y)
    x, y = (_real_parts(widened(counting(each))) for each in (x, y))
    whole = sort_of(x) == sort_of(y) == "integer"
    with np.errstate(over="ignore", invalid="ignore"):  # what leaves the number range is inf or NaN, as in torch
        direct = method == "direct" or whole or (method == "auto" and x.shape[1] < _DIRECT_BELOW)
        rows = max(1, _CELLS // max(1, y.shape[0]))
        asked = x.shape[0] * y.shape[0] * 8
        result = halving("pairwise_sqdist", rows, asked, partial(_in_blocks, kind, (x, y), direct))
    return give(kind, result if dtype is None else cast(result, dtype))


def _result_dtype(x: Array, y: Array) -> object:
    """Return the half-precision dtype that the result goes back to, or None."""
    return x.dtype if is_half(x) and is_half(y) else None


def _real_parts(x: Array) -> Array:
    """Return complex coordinates as twice as many real ones; distances stay the same."""
    if sort_of(x) != "complex":
        return x
    if hasattr(x, "is_complex"):
        return torch_module().view_as_real(x.resolve_conj()).flatten(-2)
    return np.stack([x.real, x.imag], axis=-1).reshape(*x.shape[:-1], 2 * x.shape[-1])


def _in_blocks(kind: Kind, points: tuple[Array, Array], direct: bool, rows: int) -> Array:  # noqa: FBT001 - a form
    """Compute so many rows of the result at a time."""
    x, y = points
    if direct:
        return _stacked(kind, [_direct(kind, block, y) for block in _row_blocks(x, rows)])
    return _stacked(kind, _by_products(kind, floating(x), floating(y), rows))


def _row_blocks(x: Array, rows: int) -> list[Array]:
    return [x[at : at + rows] for at in range(0, x.shape[0], rows)] or [x]


def _stacked(kind: Kind, blocks: list[Array]) -> Array:
    if len(blocks) == 1:
        return blocks[0]
    return torch_module().cat(blocks) if kind is TORCH else np.concatenate(blocks)


def _direct(kind: Kind, x: Array, y: Array) -> Array:
    """Add the squared differences one coordinate at a time, so that nothing of size n m d exists."""
    if x.shape[1] == 0:
        return x @ y.T
    if kind is TORCH:
        total = (x[:, 0, None] - y[:, 0]).square()
        for k in range(1, x.shape[1]):
            total = total + (x[:, k, None] - y[:, k]).square()
        return total
    columns = np.ascontiguousarray(y.T)
    total = np.square(x[:, 0, None] - columns[0])
    term = np.empty_like(total)
    for k in range(1, x.shape[1]):
        np.subtract(x[:, k, None], columns[k], out=term)
        np.multiply(term, term, out=term)
        np.add(total, term, out=total)
    return total


def _by_products(kind: Kind, x: Array, y: Array, rows: int) -> list[Array]:
    """Multiply (u, |u|², 1) by (-2 v, 1, |v|²), so that one product gives the distances themselves."""
    centre = _centre(kind, x, y)
    u, v = x - centre, y - centre
    of_u, of_v = (u * u).sum(1, keepdims=True), (v * v).sum(1, keepdims=True)
    left = _beside(kind, [u, of_u, of_u * 0 + 1])
    right = _beside(kind, [-2 * v, of_v * 0 + 1, of_v]).T
    limits = _CLOSE * of_u, _CLOSE * of_v.T
    return [
        _one_block(kind, (block, left[at : at + len(block)] @ right), y, limits[0][at : at + len(block)] + limits[1])
        for at, block in _numbered(_row_blocks(x, rows))
    ]


def _beside(kind: Kind, columns: list[Array]) -> Array:
    return torch_module().cat(columns, dim=1) if kind is TORCH else np.concatenate(columns, axis=1)


def _numbered(blocks: list[Array]) -> list[tuple[int, Array]]:
    starts = np.cumsum([0, *(len(block) for block in blocks)]).tolist()
    return list(zip(starts, blocks, strict=False))


def _one_block(kind: Kind, part: tuple[Array, Array], y: Array, limit: Array) -> Array:
    x, result = part
    kept = result >= limit  # NaN isn't kept
    all_kept = truth(kept.all())
    if all_kept is None:
        return result.clamp_min(0)
    if all_kept:
        return result
    lost = ~kept
    if int(lost.sum()) * _MANY > lost.shape[0] * lost.shape[1]:
        return _direct(kind, x, y)
    if kind is TORCH:
        i, j = lost.nonzero(as_tuple=True)
        return result.index_put((i, j), (x[i] - y[j]).square().sum(1))
    i, j = np.nonzero(lost)
    result[i, j] = np.square(x[i] - y[j]).sum(1)
    return result


def _centre(kind: Kind, x: Array, y: Array) -> Array:
    """Return the middle of the two means, leaving out what is not finite."""
    if kind is TORCH:
        both = torch_module().cat([x.detach(), y.detach()])
        means = both.nan_to_num(0.0, 0.0, 0.0).mean(0) if len(both) else both.sum(0)
    else:
        both = np.concatenate([x, y])
        means = np.where(np.isfinite(both), both, 0).mean(0, dtype=np.float64) if len(both) else both.sum(0)
        means = means.astype(both.dtype)
    return means
