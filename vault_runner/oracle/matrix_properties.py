"""The properties of matrices, and the combinations of them that need their own construction."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vault_runner.oracle.property import SMALLEST_ENTRY, TOLERANCE, Array, Property, Rng, close, falling
from vault_runner.oracle.syntax import PAIR

FULL_RANKS = 0.3


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
    "symmetric": Property(lambda _, a: (a + a.T) / 2, _square(lambda a: close(a, a.T)), 5),
    "skew": Property(lambda _, a: (a - a.T) / 2, _square(lambda a: close(a, -a.T)), 5),
    "spd": Property(_spd, _square(lambda a: close(a, a.T) and _minimum_eigenvalue(a) > 0)),
    "psd": Property(_psd, _square(lambda a: close(a, a.T) and _minimum_eigenvalue(a) > -TOLERANCE)),
    "orthogonal": Property(_orthogonal, _square(lambda a: close(a @ a.T, np.eye(len(a))))),
    "rotation": Property(_rotation, _square(lambda a: close(a @ a.T, np.eye(len(a))) and np.linalg.det(a) > 0)),
    "projection": Property(_projection, _square(lambda a: close(a @ a, a) and close(a, a.T))),
    "idempotent": Property(_idempotent, _square(lambda a: close(a @ a, a))),
    "involution": Property(_involution, _square(lambda a: close(a @ a, np.eye(len(a))))),
    "invertible": Property(_invertible, _square(lambda a: bool(np.linalg.matrix_rank(a) == len(a))), 1),
    "diagonal": Property(lambda _, a: np.diag(np.diag(a)), _square(lambda a: close(a, np.diag(np.diag(a)))), 4),
    "upper-triangular": Property(_triangular(0), _square(lambda a: close(a, np.triu(a))), 3),
    "lower-triangular": Property(_triangular(1), _square(lambda a: close(a, np.tril(a))), 3),
    "stochastic": Property(_stochastic, lambda a: close(a.sum(1), 1) and bool((a >= 0).all())),
    "column-stochastic": Property(
        lambda r, a: _stochastic(r, a.T).T, lambda a: close(a.sum(0), 1) and bool((a >= 0).all())
    ),
    "doubly-stochastic": Property(_doubly, lambda a: close(a.sum(0), 1) and close(a.sum(1), 1)),
    "permutation": Property(
        _permutation, _square(lambda a: close(a @ a.T, np.eye(len(a))) and bool(np.isin(a, (0, 1)).all()))
    ),
    "full-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == min(a.shape)), 1),
    "full-column-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == a.shape[1]), 1),
    "full-row-rank": Property(_full_rank, lambda a: bool(np.linalg.matrix_rank(a) == a.shape[0]), 1),
    "orthonormal-columns": Property(_orthonormal_columns, lambda a: close(a.T @ a, np.eye(a.shape[1]))),
    "rank-one": Property(_rank_one, lambda a: bool(np.linalg.matrix_rank(a) == 1)),
    "nilpotent": Property(_nilpotent, _square(lambda a: close(np.linalg.matrix_power(a, len(a)), 0))),
    "nilpotent-2": Property(_nilpotent_of(2), _square(lambda a: close(a @ a, 0) and bool(np.any(a)))),
    "nilpotent-3": Property(_nilpotent_of(3), _square(lambda a: close(a @ a @ a, 0) and not close(a @ a, 0))),
    "scalar-matrix": Property(
        lambda r, a: float(r.normal()) * np.eye(len(a)), _square(lambda a: close(a, a[0, 0] * np.eye(len(a))))
    ),
    "any-rank": Property(_any_rank, lambda a: bool(np.any(a))),
    "normal": Property(_normal_matrix, _square(lambda a: close(a @ a.T, a.T @ a))),
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


def _singular_values(rng: Rng, a: Array) -> Array:
    """Put falling numbers on the diagonal of a matrix that may be oblong, the last of them zero at times."""
    values = falling(rng, np.zeros(min(a.shape)))
    if len(values) > 1 and rng.random() < FULL_RANKS:
        values[-1] = 0.0
    whole = np.zeros(a.shape)
    np.fill_diagonal(whole, values)
    return whole


def _on_the_diagonal(a: Array, least: float) -> bool:
    values = np.diag(a)
    whole = np.zeros(a.shape)
    np.fill_diagonal(whole, values)
    return close(a, whole) and bool((values >= least).all() and (np.diff(values) <= 0).all())


MATRIX["singular-values"] = Property(_singular_values, lambda a: _on_the_diagonal(a, 0.0))
MATRIX["positive-singular-values"] = Property(
    lambda r, a: np.diag(falling(r, np.zeros(len(a)))), _square(lambda a: _on_the_diagonal(a, TOLERANCE))
)


def combined(rng: Rng, a: Array, props: frozenset[str]) -> Array | None:  # noqa: PLR0911 - one case after another
    """Make the combinations of properties that need their own construction; None if there is none."""
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
