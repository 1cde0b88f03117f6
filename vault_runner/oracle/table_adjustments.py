"""Joint tables brought to what a note says of them: disjoint events, moments, chains, missing correlation."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Value
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import World

_TINY = 1e-12


def make_disjoint(table: list[tuple[float, dict[str, Value]]], names: tuple[str, ...]) -> None:
    """Give no chance to outcomes where two of the events happen."""
    kept = [(p if sum(bool(row.get(name)) for name in names) <= 1 else 0.0, row) for p, row in table]
    total = sum(p for p, _ in kept)
    table[:] = [(p / total, row) for p, row in kept]


def standardise(
    world: World, table: list[tuple[float, dict[str, Value]]], name: str, symbol: Symbol,
    wanted: tuple[Term | None, Term | None] | None,
) -> None:  # fmt: skip
    """Shift and scale a variable to the mean and variance that the note gives."""
    mean_term, variance_term = wanted or (None, None)
    zero, unit = "zero-mean" in symbol.props, "unit-variance" in symbol.props
    if not (zero or unit or mean_term or variance_term):
        return
    ev = world.evaluator()
    mean = sum(p * row[name] for p, row in table)
    if symbol.ty is not None and symbol.ty.kind == "col" and (unit or variance_term is not None):
        _whiten(
            table,
            name,
            mean,
            ev(mean_term) if mean_term else 0 * mean if zero else mean,
            ev(variance_term) if variance_term else np.eye(len(mean)),
        )
        return
    spread = (
        math.sqrt(sum(p * float(np.sum((row[name] - mean) ** 2)) for p, row in table)) if unit or variance_term else 1.0
    )
    if spread < _TINY:
        raise EvaluationError("domain", "a variable that takes one value only")
    scale = math.sqrt(ev(variance_term)) / spread if variance_term else 1 / spread if unit else 1.0
    target = ev(mean_term) if mean_term else 0.0 * mean if zero else mean
    for _, row in table:
        row[name] = (row[name] - mean) * scale + target


def _whiten(
    table: list[tuple[float, dict[str, Value]]], name: str, mean: Value, target: Value, covariance: Value
) -> None:
    have = sum(p * np.outer(row[name] - mean, row[name] - mean) for p, row in table)
    try:
        change = np.linalg.cholesky(covariance) @ np.linalg.inv(np.linalg.cholesky(have))
    except np.linalg.LinAlgError as error:
        raise EvaluationError("chance", "too few outcomes for this covariance") from error
    for _, row in table:
        row[name] = change @ (row[name] - mean) + target
    got = sum(p * np.outer(row[name] - target, row[name] - target) for p, row in table)
    if not np.allclose(got, covariance, rtol=1e-6, atol=1e-8):
        raise EvaluationError("chance", "too few outcomes for this covariance")


def decorrelate(table: list[tuple[float, dict[str, Value]]], first: str, second: str) -> None:
    """Take from the second variable what goes with the first; its mean and its variance stay."""
    a, b = sum(p * row[first] for p, row in table), sum(p * row[second] for p, row in table)
    covariance = sum(p * (row[first] - a) * (row[second] - b) for p, row in table)
    variance = sum(p * (row[first] - a) ** 2 for p, row in table)
    spread = sum(p * (row[second] - b) ** 2 for p, row in table)
    left = spread - covariance**2 / variance
    if np.any(left <= 1e-9 * spread):
        raise EvaluationError("chance", "a variable that is a function of the other")
    for _, row in table:
        rest = row[second] - b - covariance / variance * (row[first] - a)
        row[second] = b + rest * np.sqrt(spread / left)


def make_markov(table: list[tuple[float, dict[str, Value]]], names: tuple[str, ...]) -> None:
    """Make each variable of a chain depend on the one before it alone, by the table's own conditional chances."""

    def mass_of(group: tuple[str, ...]) -> dict[tuple[bytes, ...], float]:
        masses: dict[tuple[bytes, ...], float] = {}
        for p, row in table:
            masses[_key(row, group)] = masses.get(_key(row, group), 0.0) + p
        return masses

    whole = mass_of(names)
    pairs = [(pair, mass_of(pair)) for pair in itertools.pairwise(names)]
    inner = [((name,), mass_of((name,))) for name in names[1:-1]]
    changed = []
    for p, row in table:
        mass = p / whole[_key(row, names)]
        mass *= math.prod(masses[_key(row, pair)] for pair, masses in pairs)
        changed.append((mass / math.prod(masses[_key(row, one)] for one, masses in inner), row))
    table[:] = changed


def _key(row: Mapping[str, Value], names: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(np.asarray(row[name], dtype=float).tobytes() for name in names)
