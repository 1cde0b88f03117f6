"""Gradient methods as their formulas stand in the notes, one line of code for each line of formula.

They return the whole trajectory, to be looked at. For training models take `torch.optim`; where it differs is
said in each function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from .arrays import TORCH, Array, Map, from_plain, give, kind_of, real_floating, torch_module, unpack
from .shapes import ShapeError, written

Rate: TypeAlias = float | Callable[[int], float]
"""A step size, or a function that gives it for step t = 1, 2, …"""


def momentum_gd(grad: Map, x0: Array, *, eta: Rate, lam: float = 0.0, steps: int) -> Array:
    """Return the points of gradient descent with momentum, g_t = -η_t ∇f(x_{t-1}) + λ g_{t-1}, x_t = x_{t-1} + g_t.

    `torch.optim.SGD(lr=η, momentum=λ)` gives the same points while η is constant. It keeps η outside of its
    buffer (v_t = λ v_{t-1} + ∇f, x_t = x_{t-1} - η_t v_t), so that a change of η also rescales the steps
    remembered; here remembered steps keep the η they were made with.

    Args:
        grad: The gradient ∇f, a function from the shape of `x0` to the same shape; `lambda x: gradient(f, x)` if
            only f is known. Lists are given to it as numpy arrays.
        x0: Start, shape (d) in general, any shape allowed; real, any device. Integers count as the default float.
        eta: Step size η, in the unit of x squared over that of f; a number or a function of t = 1, 2, …
        lam: Share λ of the last step that is kept, dimensionless; 0 is plain gradient descent.
        steps: How many steps, a count.

    Returns:
        The points x_0 … x_steps, shape (steps + 1, d), in the unit and dtype of `x0`. A method that diverges
        reaches inf and NaN.

    Raises:
        ShapeError: if `grad` doesn't return the shape of `x0`.
        ValueError: if `steps` is negative.
        TypeError: if `x0` is complex.

    Example:
        >>> momentum_gd(lambda x: 2 * x, [1.0], eta=0.25, lam=0.5, steps=3)
        [[1.0], [0.5], [0.0], [-0.25]]

    Source: Alice's Adventures in a Differentiable Wonderland; Polyak 1964,
    doi:10.1016/0041-5553(64)90137-5.
    """
    x = _start(x0, steps, "momentum_gd")
    points = [x]
    g = 0 * x
    for t in range(1, steps + 1):
        g = -_rate(eta, t) * _slope(grad, x, "momentum_gd") + lam * g
        x = x + g
        points.append(x)
    return _trajectory(x0, points)


def adam(
    grad: Map,
    x0: Array,
    *,
    eta: Rate = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    steps: int,
) -> Array:
    """Return the points of Adam: steps of the mean gradient over the root of its mean square, both unbiased.

    The gradient is taken at x_{t-1}, where the step starts; notes that write ∇f(x_t) in the moments have slipped
    by one index, since x_t is known only afterwards. ε stands outside of the root, as in the paper and in
    `torch.optim.Adam`, which gives the same points up to rounding (it has weight decay and AMSGrad besides). optax
    has a second one inside of the root, `eps_root`, which is 0 unless set.

    Args:
        grad: The gradient ∇f, a function from the shape of `x0` to the same shape. Lists are given to it as numpy
            arrays.
        x0: Start, shape (d) in general, any shape allowed; real, any device. Integers count as the default float.
        eta: Step size η, in the unit of x; a number or a function of t = 1, 2, …
        beta1: Share of the mean gradient that is kept, dimensionless, in [0, 1).
        beta2: Share of the mean square that is kept, dimensionless, in [0, 1).
        eps: ε, in the unit of the gradient; keeps a zero gradient from dividing 0 by 0.
        steps: How many steps, a count.

    Returns:
        The points x_0 … x_steps, shape (steps + 1, d), in the unit and dtype of `x0`.

    Raises:
        ShapeError: if `grad` doesn't return the shape of `x0`.
        ValueError: if `steps` is negative or a beta outside of [0, 1).
        TypeError: if `x0` is complex.

    Example:
        >>> adam(lambda x: 2 * x, [1.0], eta=0.5, eps=0.0, steps=1)
        [[1.0], [0.5]]

    Source: Kingma and Ba 2015, algorithm 1, arXiv:1412.6980.
    """
    if not (0 <= beta1 < 1 and 0 <= beta2 < 1):
        raise ValueError(f"adam: beta1 and beta2 lie in [0, 1); got {beta1} and {beta2}")
    x = _start(x0, steps, "adam")
    points, m, v = [x], 0 * x, 0 * x
    for t in range(1, steps + 1):
        g = _slope(grad, x, "adam")
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        x = x - _rate(eta, t) * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps)
        points.append(x)
    return _trajectory(x0, points)


def _start(x0: Array, steps: int, function: str) -> Array:
    if steps < 0:
        raise ValueError(f"{function}: steps is a count; got {steps}")
    return real_floating(unpack(x0)[1], function)


def _rate(eta: Rate, t: int) -> float:
    return eta(t) if callable(eta) else eta


def _slope(grad: Map, x: Array, function: str) -> Array:
    g = grad(x)
    g = from_plain(g) if kind_of(g) not in {"numpy", TORCH} else g
    if tuple(g.shape) != tuple(x.shape):
        told = f"grad(x) has shape {written(g.shape)}, x has {written(x.shape)}"
        raise ShapeError(f"{function}: {told}; a gradient has one entry for each of x")
    return g


def _trajectory(x0: Array, points: list[Array]) -> Array:
    kind = kind_of(x0)
    if kind is TORCH:
        return torch_module().stack(points)
    return give(kind, np.stack(points).astype(points[0].dtype, copy=False))
