"""Derivatives of numpy functions, by central differences of fourth order in float64.

numpy records no graph, and complex steps go wrong silently in functions that use abs, max or comparisons. So
derivatives of numpy functions are rounded: for smooth functions of order one, to about 1e-11 if they compute in
float64 and 1e-5 if they compute in float32. For exact derivatives pass torch tensors; see `autodiff`.
"""

from __future__ import annotations

import numpy as np

from .arrays import Array, Map, from_plain, sort_of
from .shapes import ShapeError, written


def value_at(f: Map, x: Array) -> Array:
    """Return f(x) as real floating numbers; lists of numbers are joined."""
    y = from_plain(f(x))
    if sort_of(y) == "complex":
        raise TypeError("derivatives are defined for real functions; this one returns complex numbers")
    return y if sort_of(y) == "real" else y.astype(np.float64)


def slope(f: Map, x: Array, u: Array) -> Array:
    """Return the derivative of h -> f(x + h u) at h = 0, in the shape of f(x)."""
    y = value_at(f, x)
    length = float(np.sqrt(np.sum(u * u)))
    if length == 0:
        return np.zeros_like(y, dtype=np.float64)
    base = float(np.finfo(y.dtype).eps) ** 0.2
    size = float(np.abs(x).max(initial=0.0))
    result = _five_points(f, x, u, base * max(1.0, size) / length)
    if np.isfinite(result).all() or size == 0 or not np.isfinite(y).all():
        return result
    moved = np.abs(x)[u != 0]
    smallest = float(moved.min())  # the step may have left the domain of a logarithm or a root
    return _five_points(f, x, u, base * smallest / length) if smallest > 0 else result


def _five_points(f: Map, x: Array, u: Array, h: float) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        near = _difference(f, x, h * u)
        far = _difference(f, x, 2 * h * u)
        return (8 * near - far) / (12 * h)


def _difference(f: Map, x: Array, step: Array) -> Array:
    after, before = value_at(f, x + step), value_at(f, x - step)
    return after.astype(np.float64) - before


def jacobian(f: Map, x: Array) -> Array:
    """Return all partial derivatives of f at `x`, shape f(x).shape + x.shape, four calls of f an entry."""
    x = x.astype(np.float64)
    columns = []
    for index in np.ndindex(x.shape):
        unit = np.zeros_like(x)
        unit[index] = 1
        columns.append(_at_own_scale(f, x, unit, index))
    y = value_at(f, x)
    if not columns:
        return np.zeros(y.shape + x.shape)
    return np.stack(columns, axis=-1).reshape(y.shape + x.shape)


def _at_own_scale(f: Map, x: Array, unit: Array, index: tuple[int, ...]) -> Array:
    """Return the slope along one axis with a step that fits that entry, not the largest one."""

    def along(h: Array) -> Array:
        moved = x.copy()
        moved[index] = h[0]
        return f(moved)

    return slope(along, x[index].reshape(1), unit[index].reshape(1))


def vjp(f: Map, x: Array, v: Array) -> Array:
    """Return the gradient of <v, f> at `x`, in the shape of `x`."""
    y = value_at(f, x.astype(np.float64))
    if y.shape != v.shape:
        told = f"v is {written(v.shape)}, f(x) is {written(y.shape)}"
        raise ShapeError(f"vjp: {told}; both must have one shape", {"v": v.shape, "f(x)": y.shape})
    return jacobian(lambda z: np.sum(v * value_at(f, z)), x)


def jvp(f: Map, x: Array, u: Array) -> Array:
    """Return the derivative of f at `x` along `u`, four calls of f."""
    return slope(f, x.astype(np.float64), u.astype(np.float64))
