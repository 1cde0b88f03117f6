"""Extreme worlds: huge and tiny numbers, sparse and degenerate arrays, rare members of the classes that a note names.

Ordinary samples say little about an inequality or about rank, sign and floor. What agrees there is taken to these
worlds before it counts as verified; that it fails here takes back the agreement and refutes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.syntax import PAIR

Rng: TypeAlias = np.random.Generator
Array: TypeAlias = Any
LONGEST = 1500


def extreme_number(rng: Rng, props: frozenset[str]) -> float:
    """Draw a number that is special, huge or tiny, with the sign and kind that its properties ask for."""
    for name, draw in _NUMBERS.items():
        if name in props:
            return draw(rng)
    value = float(rng.choice([0.0, 1.0, -1.0, 0.5, 2.0, -0.5, 3.0])) if rng.random() < 0.4 else _magnitude(rng)  # noqa: PLR2004 - two kinds of draws
    if "positive" in props or "nonnegative" in props:
        return abs(value) or 1.0
    if "negative" in props or "nonpositive" in props:
        return -abs(value) or -1.0
    return value * float(rng.choice([-1.0, 1.0]))


def whole_number(rng: Rng) -> float:
    """Draw a number at which floor, ceiling and sign jump, or one half beside it."""
    return float(rng.choice([0.0, 1.0, -1.0, 2.0, -2.0, 3.0, 0.5, -1.5]))


def extreme_count(rng: Rng) -> int:
    """Draw a whole number that is the last index of a sum or the like."""
    return int(rng.choice([1, 2, 5, 20, 100, LONGEST]))


def _magnitude(rng: Rng) -> float:
    return float(10.0 ** rng.uniform(-5, 4))


def _unit_interval(rng: Rng) -> float:
    near = float(10.0 ** rng.uniform(-6, -0.3))
    return float(rng.choice([near, 1 - near, 0.5]))


_NUMBERS: dict[str, Callable[[Rng], float]] = {
    "counting": lambda rng: float(rng.choice([0, 1, 2, 3, 5, 8, 20, 60, 300, LONGEST])),
    "natural": lambda rng: float(rng.choice([1, 2, 3, 5, 8, 20, 60, 300, LONGEST])),
    "whole": lambda rng: float(rng.choice([0, 1, 2, 3, 8, 40, 300])),
    "integer": lambda rng: float(rng.choice([0, 1, -1, 2, -2, 7, 40, -300])),
    "even": lambda rng: float(rng.choice([2, 4, 10, 40])),
    "odd": lambda rng: float(rng.choice([1, 3, 9, 41])),
    "probability": _unit_interval,
    "small": lambda rng: float(rng.choice([-1.0, 1.0])) * _unit_interval(rng),
    "correlation": lambda rng: float(rng.choice([-1.0, 1.0])) * _unit_interval(rng),
    "above-one": lambda rng: 1.0 + _magnitude(rng),
    "acute": lambda rng: _unit_interval(rng) * np.pi / 2,
    "angle": lambda rng: float(rng.choice([0.0, np.pi / 2, np.pi, -np.pi / 2, 3.0, 1e-4])),
    "sign": lambda rng: float(rng.choice([-1.0, 1.0])),
    "binary": lambda rng: float(rng.choice([0.0, 1.0])),
}


def extreme_array(rng: Rng, shape: tuple[int, ...], *, magnitudes: bool) -> Array:
    """Draw an array that is sparse, of low rank, constant, made of small integers, or of any size."""
    kind = int(rng.integers(7))
    plain = rng.normal(size=shape)
    if kind == 0:
        plain = plain * (rng.random(shape) < 0.5)  # noqa: PLR2004 - half of the entries
    elif kind == 1:
        plain = np.full(shape, float(rng.choice([1.0, -1.0, 0.5])))
    elif kind == PAIR:
        plain = rng.integers(-2, 3, shape).astype(float)
    elif kind in {3, 6} and len(shape) == PAIR:
        plain = np.outer(rng.normal(size=shape[0]), rng.normal(size=shape[1]))
    elif kind == 4:  # noqa: PLR2004 - one kind after another
        plain = -np.abs(plain)
    return plain * float(10.0 ** rng.uniform(-3, 3)) if magnitudes else plain


def coordinates(rng: Rng, shape: tuple[int, ...]) -> Array:
    """Map some unit vectors to others and the rest to zero: kernels and images meet, as by chance they hardly do."""
    count = int(rng.integers(1, min(shape) + 1))
    plain = np.zeros(shape)
    plain[rng.permutation(shape[0])[:count], rng.permutation(shape[1])[:count]] = 1.0
    return plain


def _spectral(rng: Rng, size: int, values: Array) -> Array:
    q, _ = np.linalg.qr(rng.normal(size=(size, size)))
    return (q * values) @ q.T


def _orthogonal(rng: Rng, size: int) -> Array:
    q, _ = np.linalg.qr(rng.normal(size=(size, size)))
    q[:, 0] *= float(rng.choice([-1.0, 1.0]))
    return q if rng.random() < 0.6 else np.eye(size)[rng.permutation(size)]  # noqa: PLR2004 - mostly general ones


def _idempotent(rng: Rng, size: int) -> Array:
    basis = rng.normal(size=(size, size)) + 2 * np.eye(size)
    rank = int(rng.integers(0, size + 1))
    return basis @ np.diag([1.0] * rank + [0.0] * (size - rank)) @ np.linalg.inv(basis)


def _nilpotent(rng: Rng, size: int) -> Array:
    upper = np.triu(rng.normal(size=(size, size)), 1) * (rng.random((size, size)) < 0.5)  # noqa: PLR2004 - any index
    basis, _ = np.linalg.qr(rng.normal(size=(size, size)))
    return basis @ upper @ basis.T


def _stochastic(rng: Rng, size: int) -> Array:
    return np.eye(size)[rng.integers(0, size, size)]


def _signs(rng: Rng, size: int) -> Array:
    return rng.choice([-1.0, 1.0], size)


RARE: dict[str, Callable[[Rng, int], Array]] = {
    "spd": lambda rng, n: _spectral(rng, n, rng.choice([0.5, 1.0, 3.0], n)),
    "psd": lambda rng, n: _spectral(rng, n, rng.choice([0.0, 0.0, 1.0, 3.0], n)),
    "orthogonal": _orthogonal,
    "projection": lambda rng, n: _spectral(rng, n, (rng.random(n) < 0.5).astype(float)),  # noqa: PLR2004 - any rank
    "idempotent": _idempotent,
    "nilpotent": _nilpotent,
    "involution": lambda rng, n: _spectral(rng, n, _signs(rng, n)),
    "stochastic": _stochastic,
    "doubly-stochastic": lambda rng, n: np.eye(n)[rng.permutation(n)],
    "permutation": lambda rng, n: np.eye(n)[rng.permutation(n)],
    "invertible": lambda rng, n: _orthogonal(rng, n) * _signs(rng, n),
}
"""Members of a class that its ordinary sampler hardly makes."""
SIZED: dict[str, Callable[[Rng, int], Array]] = {
    "spd": lambda rng, n: _spectral(rng, n, 10.0 ** rng.uniform(-4, 3, n)),
    "psd": lambda rng, n: _spectral(rng, n, 10.0 ** rng.uniform(-4, 3, n) * rng.choice([0.0, 1.0], n)),
    "invertible": lambda rng, n: _orthogonal(rng, n) * 10.0 ** rng.uniform(-4, 3, n) * _signs(rng, n),
}
"""Members that are badly scaled as well, for inequalities."""


def rare_member(rng: Rng, props: frozenset[str], size: int, *, magnitudes: bool) -> Array | None:
    """Draw a rare member of the only class that a square matrix is said to belong to, None if there is none."""
    classes = [name for name in RARE if name in props]
    if len(classes) != 1:
        return None
    return ((SIZED if magnitudes else RARE).get(classes[0]) or RARE[classes[0]])(rng, size)
