"""The vocabulary of properties: for each a sampler and a test, so that a word read is a word that can be checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.syntax import PAIR

Rng: TypeAlias = np.random.Generator
Array: TypeAlias = Any
TOLERANCE = 1e-8
FULL_RANKS = 0.3
SMALLEST_ENTRY = 0.2


@dataclass(frozen=True, slots=True)
class Property:
    """One property of arrays: how a plain sample is turned into one that has it, and how to tell."""

    make: Callable[[Rng, Array], Array]
    holds: Callable[[Array], bool]
    rank: int = 0
    """The first to be applied has the highest rank; a property that fixes all comes last and alone."""


def _close(left: Array, right: Array) -> bool:
    return bool(np.allclose(left, right, rtol=TOLERANCE, atol=TOLERANCE))


def _spd(_: Rng, a: Array) -> Array:
    return a @ a.T / len(a) + 0.5 * np.eye(len(a))


def _psd(rng: Rng, a: Array) -> Array:
    """Make singular matrices of every rank, and some of full rank: the weak form allows both."""
    rank = len(a) if rng.random() < FULL_RANKS else int(rng.integers(1, max(2, len(a))))
    thin = a[:, :rank]
    return thin @ thin.T + (0.5 * np.eye(len(a)) if rank == len(a) else 0.0)


def _orthogonal(_: Rng, a: Array) -> Array:
    q, r = np.linalg.qr(a)
    return q * np.sign(np.diag(r))


def _rotation(rng: Rng, a: Array) -> Array:
    q = _orthogonal(rng, a)
    if np.linalg.det(q) < 0:
        q[:, 0] = -q[:, 0]
    return q


def _projection(_: Rng, a: Array) -> Array:
    q, _r = np.linalg.qr(a[:, : max(1, len(a) // 2)])
    return q @ q.T


def _idempotent(_: Rng, a: Array) -> Array:
    half = max(1, len(a) // 2)
    basis = a + 2 * np.eye(len(a))
    return basis @ np.diag([1.0] * half + [0.0] * (len(a) - half)) @ np.linalg.inv(basis)


def _invertible(_: Rng, a: Array) -> Array:
    values = np.linalg.svd(a, compute_uv=False)
    return a if values[-1] > 0.15 * values[0] else a + 1.5 * values[0] * np.eye(len(a))


def _triangular(lower: int) -> Callable[[Rng, Array], Array]:
    def make(_: Rng, a: Array) -> Array:
        part = np.tril(a) if lower else np.triu(a)
        signs = np.where(np.diag(part) < 0, -1.0, 1.0)
        return part + 0.7 * np.diag(signs)

    return make


def _stochastic(rng: Rng, a: Array) -> Array:
    return np.stack([rng.dirichlet(np.ones(a.shape[1])) for _ in range(len(a))])


def _doubly(rng: Rng, a: Array) -> Array:
    size = len(a)
    weights = rng.dirichlet(np.ones(4))
    return np.asarray(sum(weight * np.eye(size)[rng.permutation(size)] for weight in weights))


def _permutation(rng: Rng, a: Array) -> Array:
    return np.eye(len(a))[rng.permutation(len(a))]


def _full_rank(rng: Rng, a: Array) -> Array:
    values = np.linalg.svd(a, compute_uv=False)
    return a if values[-1] > 0.15 * values[0] else rng.normal(size=a.shape) + np.eye(*a.shape)


def _orthonormal_columns(_: Rng, a: Array) -> Array:
    q, r = np.linalg.qr(a)
    return q * np.sign(np.diag(r))


def _rank_one(rng: Rng, a: Array) -> Array:
    return np.outer(rng.normal(size=a.shape[0]), rng.normal(size=a.shape[1]))


def _nilpotent(_: Rng, a: Array) -> Array:
    basis = a + 2 * np.eye(len(a))
    return basis @ np.triu(a, 1) @ np.linalg.inv(basis)


def _nilpotent_of(index: int) -> Callable[[Rng, Array], Array]:
    """Make nilpotent matrices whose power of this index is the first to vanish."""

    def make(rng: Rng, a: Array) -> Array:
        size = len(a)
        if size < index:
            raise ValueError("nilpotent")
        step = -(-size // index)
        upper = np.zeros((size, size))
        for k in range(index - 1):
            upper[k * step : (k + 1) * step, (k + 1) * step : (k + 2) * step] = 1.0
        upper *= rng.uniform(0.5, 2.0, upper.shape)
        basis, _ = np.linalg.qr(a + 2 * np.eye(size))
        return basis @ upper @ basis.T

    return make


def _any_rank(rng: Rng, a: Array) -> Array:
    """Make matrices of every rank from one up."""
    rank = int(rng.integers(1, min(a.shape) + 1))
    return rng.normal(size=(a.shape[0], rank)) @ rng.normal(size=(rank, a.shape[1]))


def _normal_matrix(rng: Rng, a: Array) -> Array:
    q = _orthogonal(rng, a)
    blocks = np.diag(rng.normal(size=len(a)))
    blocks[:2, :2] = [[0.6, -1.1], [1.1, 0.6]]
    return q @ blocks @ q.T


def _singular(rng: Rng, a: Array) -> Array:
    """Make singular matrices of every rank but zero."""
    rank = int(rng.integers(1, max(2, len(a))))
    return a[:, :rank] @ rng.normal(size=(rank, a.shape[1]))


def _involution(rng: Rng, a: Array) -> Array:
    return 2 * _idempotent(rng, a) - np.eye(len(a))


def _square(test: Callable[[Array], bool]) -> Callable[[Array], bool]:
    return lambda a: bool(a.ndim == PAIR and a.shape[0] == a.shape[1] and test(a))


def _minimum_eigenvalue(a: Array) -> float:
    return float(np.linalg.eigvalsh((a + a.T) / 2).min())


MATRIX: dict[str, Property] = {
    "symmetric": Property(lambda _, a: (a + a.T) / 2, _square(lambda a: _close(a, a.T)), 5),
    "skew": Property(lambda _, a: (a - a.T) / 2, _square(lambda a: _close(a, -a.T)), 5),
    "spd": Property(_spd, _square(lambda a: _close(a, a.T) and _minimum_eigenvalue(a) > 0)),
    "psd": Property(_psd, _square(lambda a: _close(a, a.T) and _minimum_eigenvalue(a) > -TOLERANCE)),
    "orthogonal": Property(_orthogonal, _square(lambda a: _close(a @ a.T, np.eye(len(a))))),
    "rotation": Property(_rotation, _square(lambda a: _close(a @ a.T, np.eye(len(a))) and np.linalg.det(a) > 0)),
    "projection": Property(_projection, _square(lambda a: _close(a @ a, a) and _close(a, a.T))),
    "idempotent": Property(_idempotent, _square(lambda a: _close(a @ a, a))),
    "involution": Property(_involution, _square(lambda a: _close(a @ a, np.eye(len(a))))),
    "invertible": Property(_invertible, _square(lambda a: bool(np.linalg.matrix_rank(a) == len(a))), 1),
    "diagonal": Property(lambda _, a: np.diag(np.diag(a)), _square(lambda a: _close(a, np.diag(np.diag(a)))), 4),
    "upper-triangular": Property(_triangular(0), _square(lambda a: _close(a, np.triu(a))), 3),
    "lower-triangular": Property(_triangular(1), _square(lambda a: _close(a, np.tril(a))), 3),
    "stochastic": Property(_stochastic, lambda a: _close(a.sum(1), 1) and bool((a >= 0).all())),
    "column-stochastic": Property(
        lambda r, a: _stochastic(r, a.T).T, lambda a: _close(a.sum(0), 1) and bool((a >= 0).all())
    ),
    "doubly-stochastic": Property(_doubly, lambda a: _close(a.sum(0), 1) and _close(a.sum(1), 1)),
    "permutation": Property(
        _permutation, _square(lambda a: _close(a @ a.T, np.eye(len(a))) and bool(np.isin(a, (0, 1)).all()))
    ),
    "full-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == min(a.shape)), 1),
    "full-column-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == a.shape[1]), 1),
    "full-row-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == a.shape[0]), 1),
    "orthonormal-columns": Property(_orthonormal_columns, lambda a: _close(a.T @ a, np.eye(a.shape[1]))),
    "rank-one": Property(_rank_one, lambda a: bool(np.linalg.matrix_rank(a) == 1)),
    "nilpotent": Property(_nilpotent, _square(lambda a: _close(np.linalg.matrix_power(a, len(a)), 0))),
    "nilpotent-2": Property(_nilpotent_of(2), _square(lambda a: _close(a @ a, 0) and bool(np.any(a)))),
    "nilpotent-3": Property(_nilpotent_of(3), _square(lambda a: _close(a @ a @ a, 0) and not _close(a @ a, 0))),
    "scalar-matrix": Property(
        lambda r, a: float(r.normal()) * np.eye(len(a)), _square(lambda a: _close(a, a[0, 0] * np.eye(len(a))))
    ),
    "any-rank": Property(_any_rank, lambda a: bool(np.any(a))),
    "normal": Property(_normal_matrix, _square(lambda a: _close(a @ a.T, a.T @ a))),
    "singular": Property(_singular, _square(lambda a: abs(float(np.linalg.det(a))) < TOLERANCE)),
    "positive": Property(lambda _, a: np.abs(a) + 0.2, lambda a: bool((a > 0).all()), 6),
    "nonnegative": Property(lambda _, a: np.abs(a), lambda a: bool((a >= 0).all()), 6),
    "contraction": Property(
        lambda _, a: 0.6 * a / np.linalg.norm(a, 2), _square(lambda a: bool(np.abs(np.linalg.eigvals(a)).max() < 1))
    ),
    "square": Property(lambda _, a: a, _square(lambda _: True), 9),
    "odd-order": Property(lambda _, a: a, _square(lambda a: len(a) % 2 == 1), 9),
    "even-order": Property(lambda _, a: a, _square(lambda a: len(a) % 2 == 0), 9),
    "nonzero": Property(lambda _, a: a, lambda a: bool(np.any(a != 0)), 9),
    "nowhere-zero": Property(
        lambda _, a: np.where(np.abs(a) < SMALLEST_ENTRY, SMALLEST_ENTRY, a), lambda a: bool(np.all(a != 0)), 6
    ),
}


def _nowhere_zero(_: Rng, a: Array) -> Array:
    return a + np.where(np.abs(a) < SMALLEST_ENTRY, np.where(a < 0, -SMALLEST_ENTRY, SMALLEST_ENTRY), 0.0)


def _falling(rng: Rng, x: Array) -> Array:
    return np.sort(rng.uniform(0.4, 3.0, np.shape(x)))[::-1].copy()


def _singular_values(rng: Rng, a: Array) -> Array:
    """Put falling numbers on the diagonal of a matrix that may be oblong, the last of them zero at times."""
    values = _falling(rng, np.zeros(min(a.shape)))
    if len(values) > 1 and rng.random() < FULL_RANKS:
        values[-1] = 0.0
    whole = np.zeros(a.shape)
    np.fill_diagonal(whole, values)
    return whole


def _on_the_diagonal(a: Array, least: float) -> bool:
    values = np.diag(a)
    whole = np.zeros(a.shape)
    np.fill_diagonal(whole, values)
    return _close(a, whole) and bool((values >= least).all() and (np.diff(values) <= 0).all())


MATRIX["singular-values"] = Property(_singular_values, lambda a: _on_the_diagonal(a, 0.0))
MATRIX["positive-singular-values"] = Property(
    lambda r, a: np.diag(_falling(r, np.zeros(len(a)))), _square(lambda a: _on_the_diagonal(a, TOLERANCE))
)


def _unit(_: Rng, x: Array) -> Array:
    return x / np.linalg.norm(x)


def _one_hot(rng: Rng, x: Array) -> Array:
    return np.eye(len(x))[rng.integers(len(x))]


VECTOR: dict[str, Property] = {
    "unit": Property(_unit, lambda x: _close(np.linalg.norm(x), 1)),
    "probability": Property(
        lambda r, x: r.dirichlet(np.full(len(x), 1.5)), lambda x: _close(x.sum(), 1) and bool((x > 0).all())
    ),
    "one-hot": Property(_one_hot, lambda x: _close(np.sort(x)[-1], 1) and _close(x.sum(), 1)),
    "zero-sum": Property(lambda _, x: x - x.mean(), lambda x: _close(x.sum(), 0)),
    "positive": Property(lambda _, x: np.abs(x) + 0.2, lambda x: bool((x > 0).all()), 6),
    "nonnegative": Property(lambda _, x: np.abs(x), lambda x: bool((x >= 0).all()), 6),
    "nonzero": Property(lambda _, x: x, lambda x: bool(np.any(x != 0)), 9),
    "binary": Property(lambda r, x: r.integers(0, 2, len(x)).astype(float), lambda x: bool(np.isin(x, (0, 1)).all())),
    "sign": Property(lambda r, x: r.choice([-1.0, 1.0], len(x)), lambda x: bool(np.isin(x, (-1, 1)).all())),
    "nowhere-zero": Property(_nowhere_zero, lambda x: bool(np.all(x != 0)), 6),
    "falling": Property(_falling, lambda x: bool((x > 0).all() and (np.diff(x) <= 0).all())),
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
        sample = _combined(rng, sample, frozenset(wanted))
        if sample is None or not all(vocabulary[name].holds(sample) for name in wanted):
            raise ValueError(", ".join(wanted))
    return sample


def _whole(props: frozenset[str]) -> frozenset[str]:
    """Write “an integer above zero” as one property."""
    if not props & {"integer", "natural", "counting", "whole"} or not props & {"positive", "above-one", "nonnegative"}:
        return props
    least = "natural" if props & {"positive", "above-one", "natural"} else "whole"
    return (props - {"integer", "counting", "positive", "above-one", "nonnegative", "nonzero", "whole"}) | {least}


def _combined(rng: Rng, a: Array, props: frozenset[str]) -> Array | None:  # noqa: PLR0911 - one case after another
    """Make the combinations that need their own construction."""
    if np.ndim(a) != PAIR:
        return None
    size = len(a)
    if "diagonal" in props and props & {"spd", "positive", "invertible"}:
        return np.diag(rng.uniform(0.4, 2.0, size))
    if {"symmetric", "orthogonal"} <= props:
        v = rng.normal(size=size)
        return np.eye(size) - 2 * np.outer(v, v) / (v @ v)
    if {"symmetric", "idempotent"} <= props:
        return _projection(rng, a)
    if {"symmetric", "invertible"} <= props:
        return (a + a.T) / 2 + 3 * np.eye(size)
    if {"upper-triangular", "invertible"} <= props:
        return _triangular(0)(rng, a)
    return None
