"""The flow of a linear differential equation, x(t) = e^(A t) x(0).

How it is computed depends on the times and on the size, as measured: an equally spaced grid takes one
exponential and products; single times take one exponential each, or for large or sparse matrices its action
on the vector. An eigendecomposition is not used: it fails for defective matrices.
"""

from __future__ import annotations

import numpy as np

from .arrays import (
    TORCH,
    Array,
    Kind,
    cast,
    epsilon,
    floating,
    give,
    kind_of,
    real_floating,
    scipy_module,
    together,
    torch_module,
    truth,
    widened,
)
from .exponentials import matrix_exp
from .shapes import ShapeError, check_axes, written

_ACTION_FROM = 100  # measured: from n = 100 the action on one vector beats the whole exponential
_GRID_BLOCK = 16  # rows that are multiplied at once along a grid, for matrices below _ACTION_FROM
_BUDGET = 1 << 23  # entries of a batch of exponentials held at once


def linear_flow(a: Array, x0: Array, t: Array) -> Array:
    """Return x(t) = e^(A t) x(0), the solution of dx/dt = A x, at one time or at many.

    Args:
        a: System matrix, shape (n, n), in 1 / (unit of t); any numbers, any device, or a scipy sparse matrix.
        x0: State at time 0, shape (n); on the device of `a`.
        t: Times, shape (T) or (), real, in any order, negative ones too; on the device of `a` or a list.

    Returns:
        The states, shape (T, n), or (n) if `t` is (); in the unit of `x0`, in the common dtype of `a` and `x0`
        (integers: the default float). NaN or inf in `a` gives NaN; so does a time that is not finite.

    Raises:
        ShapeError: if `a` is not square, n differs in `x0`, or `t` has more than one axis.
        ImportError: if `a` is no tensor and scipy is not installed.
        TypeError: if `t` is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> linear_flow([[0.0, 1.0], [0.0, 0.0]], [1.0, 2.0], [0.0, 1.0, 2.0])
        [[1.0, 2.0], [3.0, 2.0], [5.0, 2.0]]

    Source: Moler and Van Loan 2003, doi:10.1137/S00361445024180; Al-Mohy and Higham 2011, doi:10.1137/100788860.
    """
    if type(a).__module__.startswith("scipy.sparse"):
        return _sparse_flow(a, x0, t)
    kind, (a, x0, t) = together(a, x0, t)
    _check(a.shape, x0.shape, t.shape)
    x0 = floating(x0)
    dtype = (a[:1, :1] * x0[:1]).dtype if kind is TORCH else np.result_type(floating(a), x0)
    a, x0 = (widened(cast(floating(each), dtype)) for each in (a, x0))
    t = cast(real_floating(t, "linear_flow"), abs(a[:1]).dtype)
    return give(kind, cast(_flow(kind, a, x0, t), dtype))


def _check(a: tuple[int, ...], x0: tuple[int, ...], t: tuple[int, ...]) -> None:
    check_axes("linear_flow", a=(a, "n n"), x0=(x0, "n"))
    if len(t) > 1:
        raise ShapeError(f"linear_flow: t has {len(t)} axes, shape {written(t)}; it needs one time () or a list (T)")


def _flow(kind: Kind, a: Array, x0: Array, t: Array) -> Array:
    if len(t.shape) == 0:
        return _at_once(kind, a, x0, t)
    if len(t) == 0:
        return x0[None].repeat(0, 0) if kind is not TORCH else x0.expand(0, *x0.shape)
    step = _equal_step(t)
    if step is not None:
        return _on_grid(kind, a, _at_once(kind, a, x0, t[0]), (matrix_exp(a * step), len(t)))
    if kind is not TORCH and a.shape[0] >= _ACTION_FROM and np.isfinite(a).all():
        return np.stack([_at_once(kind, a, x0, time) for time in t])
    rows = max(1, _BUDGET // max(1, a.shape[0] ** 2))
    parts = [matrix_exp(a * t[at : at + rows, None, None]) @ x0 for at in range(0, len(t), rows)]
    return torch_module().cat(parts) if kind is TORCH else np.concatenate(parts)


def _at_once(kind: Kind, a: Array, x0: Array, time: Array) -> Array:
    if kind is TORCH or a.shape[0] < _ACTION_FROM or not np.isfinite(a).all() or not np.isfinite(time):
        return matrix_exp(a * time) @ x0
    return scipy_module("sparse.linalg").expm_multiply(a * time, x0)


def _equal_step(t: Array) -> Array | None:
    """Return the spacing of the times if they are equally spaced up to rounding, else None."""
    if len(t) < 3:  # noqa: PLR2004 - two times are a grid of their own, but save nothing
        return None
    step = (t[-1] - t[0]) / (len(t) - 1)
    index = torch_module().arange(len(t), device=t.device) if kind_of(t) is TORCH else np.arange(len(t))
    with np.errstate(invalid="ignore"):
        away = abs(t - (t[0] + step * index)).max()
        equal = truth(away <= 4 * epsilon(t) * abs(t).max())
    return None if equal is False else step  # shape-only runs have no values; the shape is the same either way


def _on_grid(kind: Kind, a: Array, first: Array, power_and_count: tuple[Array, int]) -> Array:
    """Advance a block of rows at a time; the block doubles until it is wide enough to multiply well."""
    power, count = power_and_count
    power = power.T
    widest = _GRID_BLOCK if a.shape[0] < _ACTION_FROM else 1  # squaring a large matrix costs more than it saves
    rows = [first[None]]
    held = 1
    block = rows[0]
    while held < count:
        following = block @ power
        rows.append(following)
        held += len(following)
        if len(block) < widest:
            block = _joined(kind, [block, following])
            power = power @ power
        else:
            block = following
    return _joined(kind, rows)[:count]


def _joined(kind: Kind, parts: list[Array]) -> Array:
    return torch_module().cat(parts) if kind is TORCH else np.concatenate(parts)


def _sparse_flow(a: Array, x0: Array, t: Array) -> Array:
    _, (x0, t) = together(x0, t)
    _check(a.shape, x0.shape, t.shape)
    action = scipy_module("sparse.linalg").expm_multiply
    times = real_floating(t, "linear_flow")
    x0 = floating(x0)
    if times.ndim == 0:
        return action(a * times, x0)
    if len(times) > 2 and times[-1] != times[0] and _equal_step(times) is not None:  # noqa: PLR2004 - a grid
        return action(a, x0, start=times[0], stop=times[-1], num=len(times), endpoint=True)
    states = [action(a * time, x0) for time in times]
    return np.stack(states) if states else np.empty((0, *x0.shape), np.result_type(a.dtype, x0))
