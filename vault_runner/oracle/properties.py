"""The vocabulary of properties: for each a sampler and a test, so that a word read is a word that can be checked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vault_runner.oracle.matrix_properties import MATRIX, combined
from vault_runner.oracle.property import SMALLEST_ENTRY, Array, Property, Rng, close, falling


def _nowhere_zero(_: Rng, a: Array) -> Array:
    return a + np.where(np.abs(a) < SMALLEST_ENTRY, np.where(a < 0, -SMALLEST_ENTRY, SMALLEST_ENTRY), 0.0)


def _unit(_: Rng, x: Array) -> Array:
    return x / np.linalg.norm(x)


def _one_hot(rng: Rng, x: Array) -> Array:
    return np.eye(len(x))[rng.integers(len(x))]


VECTOR: dict[str, Property] = {
    "unit": Property(_unit, lambda x: close(np.linalg.norm(x), 1)),
    "probability": Property(
        lambda r, x: r.dirichlet(np.full(len(x), 1.5)), lambda x: close(x.sum(), 1) and bool((x > 0).all())
    ),
    "one-hot": Property(_one_hot, lambda x: close(np.sort(x)[-1], 1) and close(x.sum(), 1)),
    "zero-sum": Property(lambda _, x: x - x.mean(), lambda x: close(x.sum(), 0)),
    "positive": Property(lambda _, x: np.abs(x) + 0.2, lambda x: bool((x > 0).all()), 6),
    "nonnegative": Property(lambda _, x: np.abs(x), lambda x: bool((x >= 0).all()), 6),
    "nonzero": Property(lambda _, x: x, lambda x: bool(np.any(x != 0)), 9),
    "binary": Property(lambda r, x: r.integers(0, 2, len(x)).astype(float), lambda x: bool(np.isin(x, (0, 1)).all())),
    "sign": Property(lambda r, x: r.choice([-1.0, 1.0], len(x)), lambda x: bool(np.isin(x, (-1, 1)).all())),
    "nowhere-zero": Property(_nowhere_zero, lambda x: bool(np.all(x != 0)), 6),
    "counting": Property(
        lambda r, x: r.integers(0, 7, len(x)).astype(float), lambda x: bool(((x >= 0) & (x == np.floor(x))).all()), 10
    ),
    "falling": Property(falling, lambda x: bool((x > 0).all() and (np.diff(x) <= 0).all())),
}


def _number(low: float, high: float) -> Callable[[Rng, Array], Array]:
    return lambda rng, _: float(rng.uniform(low, high))


SCALAR: dict[str, Property] = {
    "positive": Property(lambda _, x: abs(x) + 0.05, lambda x: x > 0, 3),
    "nonnegative": Property(lambda _, x: abs(x), lambda x: x >= 0, 3),
    "negative": Property(lambda _, x: -abs(x) - 0.05, lambda x: x < 0, 3),
    "nonpositive": Property(lambda _, x: -abs(x), lambda x: x <= 0, 3),
    "nonzero": Property(lambda _, x: x, lambda x: x != 0, 4),
    "probability": Property(_number(0.08, 0.92), lambda x: 0 < x < 1),
    "small": Property(_number(-0.9, 0.9), lambda x: abs(x) < 1),
    "above-one": Property(lambda _, x: 1.1 + abs(x), lambda x: x > 1, 3),
    "integer": Property(lambda r, _: float(r.integers(-4, 6)), lambda x: float(x).is_integer(), 8),
    "counting": Property(lambda r, _: float(r.integers(1, 7)), lambda x: float(x).is_integer() and x >= 0, 2),
    "natural": Property(lambda r, _: float(r.integers(1, 7)), lambda x: float(x).is_integer() and x >= 1, 2),
    "whole": Property(lambda r, _: float(r.integers(0, 6)), lambda x: float(x).is_integer() and x >= 0, 2),
    "even": Property(lambda r, _: 2.0 * float(r.integers(1, 4)), lambda x: float(x / 2).is_integer(), 1),
    "odd": Property(lambda r, _: 2.0 * float(r.integers(0, 4)) + 1, lambda x: float((x - 1) / 2).is_integer(), 1),
    "sign": Property(lambda r, _: float(r.choice([-1, 1])), lambda x: abs(x) == 1),
    "binary": Property(lambda r, _: float(r.integers(0, 2)), lambda x: x in {0, 1}),
    "acute": Property(_number(0.1, 1.4), lambda x: 0 < x < np.pi / 2),
    "angle": Property(_number(-3.0, 3.0), lambda x: abs(x) < 10, 8),  # noqa: PLR2004 - how many parts it has
    "correlation": Property(_number(-0.85, 0.85), lambda x: abs(x) < 1),
}
VOCABULARIES = {"num": SCALAR, "col": VECTOR, "row": VECTOR, "mat": MATRIX}


def impose(rng: Rng, kind: str, sample: Array, props: frozenset[str]) -> Array:
    """Give a sample all properties, or raise `ValueError` if none of the orders keeps them all."""
    vocabulary = VOCABULARIES.get(kind, {})
    props = _whole(props) if kind == "num" else props
    wanted = sorted((name for name in props if name in vocabulary), key=lambda name: (-vocabulary[name].rank, name))
    for name in wanted:
        sample = vocabulary[name].make(rng, sample)
    if not all(vocabulary[name].holds(sample) for name in wanted):
        sample = combined(rng, sample, frozenset(wanted))
        if sample is None or not all(vocabulary[name].holds(sample) for name in wanted):
            raise ValueError(", ".join(wanted))
    return sample


def _whole(props: frozenset[str]) -> frozenset[str]:
    """Write “an integer above zero” as one property."""
    if not props & {"integer", "natural", "counting", "whole"} or not props & {"positive", "above-one", "nonnegative"}:
        return props
    least = "natural" if props & {"positive", "above-one", "natural"} else "whole"
    return (props - {"integer", "counting", "positive", "above-one", "nonnegative", "nonzero", "whole"}) | {least}
