"""Arbitrary smooth functions: random ones that stand for “any f”, with the properties that the note gives."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Value
from vault_runner.oracle.property import Rng
from vault_runner.oracle.terms import Ty
from vault_runner.oracle.worlds import SAMPLERS, World, shape_of

LARGEST_AMPLITUDE = 12
UNDERSTOOD = frozenset(
    [
        "convex",
        "strictly-convex",
        "linear",
        "positive",
        "even",
        "odd",
        "increasing",
        "decreasing",
        "quadratic",
        "differentiable",
        "elementwise",
        "smooth",
        "concave",
        "homogeneous",
        "affine",
        "periodic",
        "distribution",
        "rapidly-decreasing",
    ],
)


def _pivots(a: Any) -> Any:  # noqa: ANN401 - an array
    """Make a matrix invertible, and smoothly so: a lower and an upper triangle with positive diagonals."""
    size = len(a)
    return (np.tril(a, -1) + np.eye(size)) @ (np.triu(a, 1) + np.diag(0.5 + np.diag(a) ** 2))


def _cayley(a: Any) -> Any:  # noqa: ANN401 - an array
    skew, eye = (a - a.T) / 2, np.eye(len(a))
    return np.linalg.solve(eye + skew, eye - skew)


CURVES: dict[str, Callable[[Any], Any]] = {
    "symmetric": lambda a: (a + a.T) / 2,
    "skew": lambda a: (a - a.T) / 2,
    "spd": lambda a: a @ a.T / len(a) + 0.5 * np.eye(len(a)),
    "invertible": _pivots,
    "orthogonal": _cayley,
}
"""How every value of a matrix-valued function is given a property, so that the function stays smooth."""


def _kept(function: Callable[..., Value], props: frozenset[str]) -> Callable[..., Value]:
    made = [CURVES[name] for name in sorted(props & set(CURVES))]
    if len(made) > 1:
        raise EvaluationError("properties", "several properties of a matrix-valued function")
    return (lambda *args: made[0](function(*args))) if made else function


def sample_function(world: World, ty: Ty, props: frozenset[str]) -> Callable[..., Value]:
    """Sample a function of a type; it is pure, so that two calls agree."""
    shapes = [shape_of(part, world.sizes) for part in ty.parts]
    size = sum(int(np.prod(shape)) if shape else 1 for shape in shapes[:-1])
    outputs = int(np.prod(shapes[-1])) if shapes[-1] else 1
    rows = [_one(world.rng, size, props) for _ in range(outputs)]
    if world.extreme == "sized":
        rows = [_rescaled(row, float(10.0 ** world.rng.uniform(-4, LARGEST_AMPLITUDE))) for row in rows]
    if world.tables_wanted and world.extreme and not props & set(_MAKERS):
        rows = [_glued(row) for row in rows]

    def function(*args: Value) -> Value:
        point = np.concatenate([np.ravel(np.asarray(arg, dtype=float)) for arg in args])
        if len(point) != size:
            raise EvaluationError("index", "a function got an argument of another size")
        if not shapes[-1]:
            return rows[0](point)
        return np.array([part(point) for part in rows]).reshape(shapes[-1])

    return _kept(function, props) if len(shapes[-1]) > 1 else function


def _glued(function: Callable[[Any], float]) -> Callable[[Any], float]:
    """Send many points to one: a function of a random variable may forget what it was."""
    return lambda x: float(np.sign(function(x)))


def _rescaled(function: Callable[[Any], float], factor: float) -> Callable[[Any], float]:
    return lambda x: factor * function(x)


def _one(rng: Rng, size: int, props: frozenset[str]) -> Callable[[Any], float]:
    """Sample one real function of a vector."""
    for name, make in _MAKERS.items():
        if name in props:
            return make(rng, size)
    decaying = "rapidly-decreasing" in props
    general = _decaying(rng, size) if decaying else _general(rng, size)
    if "even" in props:
        return lambda x: general(x) + general(-x)
    if "odd" in props:
        return lambda x: general(x) - general(-x)
    if "positive" in props:
        return lambda x: (0.3 * math.exp(-float(x @ x)) if decaying else 0.3) + general(x) ** 2
    return general


def _decaying(rng: Rng, size: int) -> Callable[[Any], float]:
    """Sample a function that falls faster than any power: bumps with slopes."""
    centers, widths = rng.normal(size=(3, size)), rng.uniform(0.4, 1.2, 3)
    heights, slopes = rng.normal(size=3), rng.normal(size=(3, size))

    def function(x: Any) -> float:  # noqa: ANN401 - an array
        away = x - centers
        return float(np.sum((heights + np.sum(slopes * away, 1)) * np.exp(-widths * np.sum(away**2, 1))))

    return function


def _general(rng: Rng, size: int) -> Callable[[Any], float]:
    weights, phases = rng.normal(size=(3, size)) * 0.6, rng.uniform(0, 6, 3)
    amplitudes, line = rng.normal(size=3), rng.normal(size=size)
    square = rng.normal(size=(size, size)) * 0.3
    constant = float(rng.normal())

    def function(x: Any) -> float:  # noqa: ANN401 - an array
        return float(amplitudes @ np.sin(weights @ x + phases) + line @ x + x @ square @ x + constant)

    return function


def _convex(rng: Rng, size: int) -> Callable[[Any], float]:
    root = rng.normal(size=(size, size)) + np.eye(size)
    center, tilt = rng.normal(size=size) * 0.5, rng.normal(size=(3, size)) * 0.5
    shift = float(rng.uniform(-1.0, 5.0))
    return lambda x: float(0.5 * np.sum((root @ (x - center)) ** 2) + np.log(np.sum(np.exp(tilt @ x)))) - shift


def _linear(rng: Rng, size: int) -> Callable[[Any], float]:
    slope = rng.normal(size=size)
    return lambda x: float(slope @ x)


def _affine(rng: Rng, size: int) -> Callable[[Any], float]:
    slope, constant = rng.normal(size=size), float(rng.normal())
    return lambda x: float(slope @ x) + constant


def _quadratic(rng: Rng, size: int) -> Callable[[Any], float]:
    square, slope, constant = rng.normal(size=(size, size)), rng.normal(size=size), float(rng.normal())
    return lambda x: float(x @ square @ x + slope @ x + constant)


def _increasing(rng: Rng, size: int) -> Callable[[Any], float]:
    slope, bend = rng.uniform(0.4, 1.5, size), rng.uniform(0.2, 0.8, size)
    return lambda x: float(np.sum(slope * x + bend * np.tanh(x)))


def _negated(make: Callable[[Rng, int], Callable[[Any], float]]) -> Callable[[Rng, int], Callable[[Any], float]]:
    def negative(rng: Rng, size: int) -> Callable[[Any], float]:
        function = make(rng, size)
        return lambda x: -function(x)

    return negative


_MAKERS: dict[str, Callable[[Rng, int], Callable[[Any], float]]] = {
    "linear": _linear,
    "affine": _affine,
    "quadratic": _quadratic,
    "strictly-convex": _convex,
    "convex": _convex,
    "concave": _negated(_convex),
    "increasing": _increasing,
    "decreasing": _negated(_increasing),
}

SAMPLERS["fun"] = sample_function
