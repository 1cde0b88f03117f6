"""Directions in which a function falls, and evidence against convexity.

No method of minimisation: see `optimisers`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from .arrays import TORCH, Array, Map, epsilon, give, kind_of, number, real_floating, torch_module, unpack
from .derivatives import directional_derivative, gradient, jacobian
from .shapes import ShapeError, written

Norm: TypeAlias = Literal[1, 2] | float


def is_descent_direction(f: Map, x: Array, p: Array, *, strict: bool = True) -> bool:
    """Say whether f falls when x starts to move along p, that is whether D_p f(x) < 0.

    Args:
        f: Function of one array with a scalar result, shape ().
        x: Point, shape (d) in general; real, any device.
        p: Direction, the shape of `x`; on the device of `x`.
        strict: Whether D_p f(x) = 0 is no descent, as textbooks on optimisation have it. With False the condition
            is D_p f(x) <= 0, as some lecture notes have it; then even p = 0 counts.

    Returns:
        True or False; False if the derivative is NaN. For numpy functions a derivative of 0 is seen only up to
        rounding, about 1e-11.

    Raises:
        ShapeError: if `p` has not the shape of `x`, or f(x) is no scalar.
        TypeError: if x or f(x) is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> is_descent_direction(lambda x: x @ x, [1.0, 2.0], [-1.0, 0.0])
        True

    Source: Nocedal and Wright, Numerical Optimization, 2nd edition; with `strict=False` Alice's
    Adventures in a Differentiable Wonderland.
    """
    rate = directional_derivative(f, x, p)
    return bool(rate < 0) if strict else bool(rate <= 0)


def steepest_descent_direction(g: Array, *, norm: Norm = 2) -> Array:
    """Return the direction in which a function of gradient g falls fastest for its length in a norm.

    It is scaled so that <g, p> = -|g|*² with the dual norm |.|*: for norm 2 it is -g, for norm 1 the largest
    coordinate alone, for norm inf the signs times the sum of sizes. So "minus the gradient" is steepest in the
    Euclidean norm only.

    Args:
        g: Gradient, shape (d) in general; real, any device.
        norm: The norm that measures the length of a step: 1, 2 or inf.

    Returns:
        The direction in the shape and unit of `g`, and its dtype; 0 if g is 0. Among equal largest coordinates
        the first is taken.

    Raises:
        ValueError: if `norm` is none of the three.
        TypeError: if `g` is complex.

    Example:
        >>> steepest_descent_direction([3.0, -4.0])
        [-3.0, 4.0]
        >>> steepest_descent_direction([3.0, -4.0], norm=1)
        [0.0, 4.0]

    Source: Boyd and Vandenberghe, Convex Optimization.
    """
    if norm not in {1, 2, math.inf}:
        raise ValueError(f"steepest_descent_direction: norm is 1, 2 or inf; got {norm}")
    kind, g = unpack(g)
    g = real_floating(g, "steepest_descent_direction")
    if norm == 2:  # noqa: PLR2004 - the Euclidean norm
        return give(kind, -g)
    if norm == math.inf:
        return give(kind, -(torch_module() if kind is TORCH else np).sign(g) * abs(g).sum())
    flat = g.reshape(-1)
    if not len(flat):
        return give(kind, g)
    largest = abs(flat).argmax()
    places = torch_module().arange(len(flat), device=g.device) if kind is TORCH else np.arange(len(flat))
    return give(kind, (0 - flat * (places == largest)).reshape(g.shape))


@dataclass(frozen=True)
class ConvexityProbe:
    """What a search for a counterexample to convexity found; it can refute, never prove.

    Attributes:
        refuted: Whether a counterexample was found, beyond rounding.
        worst: The most negative eigenvalue of a Hessian, or the most negative gap of Jensen's inequality.
        at: Indices of the samples concerned: one for a Hessian, the two ends for Jensen; () if there were none.
    """

    refuted: bool
    worst: float
    at: tuple[int, ...]


def convexity_probe(f: Map, samples: Array, *, method: Literal["auto", "hessian", "jensen"] = "auto") -> ConvexityProbe:
    """Look among samples for proof that f is not convex.

    Args:
        f: Function of one array with a scalar result, shape ().
        samples: Points as rows, shape (k, d); real, any device.
        method: "jensen" compares f at the middle of each pair with the mean of its ends; "hessian" (tensors only)
            looks for a negative eigenvalue at each sample; "auto" takes hessian for tensors, else jensen.

    Returns:
        A `ConvexityProbe`. `refuted=False` is no proof: only these points were looked at. Values that are not
        finite are passed over.

    Raises:
        ShapeError: if `samples` has not two axes, or f gives no scalar.
        ValueError: if `method` is unknown, or "hessian" is asked for input that is no tensor.
        TypeError: if the samples are complex.

    Example:
        >>> convexity_probe(lambda x: x @ x, [[0.0], [1.0], [3.0]]).refuted
        False
        >>> convexity_probe(lambda x: np.sin(x[0]), [[0.5], [2.5]])
        ConvexityProbe(refuted=True, worst=-0.458..., at=(0, 1))

    Source: Boyd and Vandenberghe, Convex Optimization.
    """
    kind, samples = unpack(samples)
    if len(samples.shape) != 2:  # noqa: PLR2004 - points as rows
        raise ShapeError(f"convexity_probe: samples have shape {written(samples.shape)}; points as rows need (k, d)")
    if method not in {"auto", "hessian", "jensen"} or (method == "hessian" and kind is not TORCH):
        raise ValueError(
            f"convexity_probe: no method {method!r} for this input; take auto, jensen, or tensors for hessian"
        )
    points = real_floating(samples, "convexity_probe")
    return _by_jensen(f, points) if method == "jensen" or kind is not TORCH else _by_hessians(f, points)


def _by_jensen(f: Map, points: Array) -> ConvexityProbe:
    values = [_scalar(f(point)) for point in points]
    found = ConvexityProbe(refuted=False, worst=0.0, at=())
    for i in range(len(values)):
        for j in range(i):
            middle = _scalar(f((points[i] + points[j]) / 2))
            gap = (values[i] + values[j]) / 2 - middle
            slack = 16 * epsilon(points) * (abs(values[i]) + abs(values[j]) + abs(middle))
            if math.isfinite(gap) and gap < found.worst:
                found = ConvexityProbe(found.refuted or gap < -slack, gap, (j, i))
    return found


def _scalar(value: Array) -> float:
    shape = tuple(value.shape) if kind_of(value) is TORCH else np.shape(value)
    if shape:
        raise ShapeError(f"convexity_probe: f(x) has shape {written(shape)}; it must be a scalar, ()")
    return number(value) if kind_of(value) is TORCH else float(value)


def _by_hessians(f: Map, points: Array) -> ConvexityProbe:
    found = ConvexityProbe(refuted=False, worst=0.0, at=())
    for index, point in enumerate(points):
        hessian = jacobian(lambda x: gradient(f, x), point).detach()
        if not hessian.numel() or not bool(hessian.isfinite().all()):
            continue
        values = torch_module().linalg.eigvalsh((hessian + hessian.T) / 2)
        smallest, size = float(values.min()), float(abs(values).max())
        if smallest < found.worst:
            beyond = smallest < -16 * len(point) * epsilon(points) * size
            found = ConvexityProbe(found.refuted or beyond, smallest, (index,))
    return found
