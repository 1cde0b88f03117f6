"""What is computed from a joint table exactly: moments, chances, entropies, divergences."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping

import numpy as np

from vault_runner.oracle.continuous import Continuous, JointTable, chance_of, mean_over
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.laws import KNOWN_LAWS, log_density
from vault_runner.oracle.terms import Term

TINY = 1e-12
SETTLED = 1e-9
"""By how much means over other nodes may differ, relative to what is averaged."""


def outcomes(ev: Evaluator, conditions: tuple[Term, ...]) -> list[tuple[float, dict[str, Value]]]:
    """Return the outcomes that agree with the conditions at the present outcome, with their chances."""
    if not ev.tables:
        return [(1.0, {})]
    table: list[tuple[float, dict[str, Value]]] = ev.tables[0]
    if not conditions:
        return table
    here = [ev(condition) if condition.ty.kind != "bool" or condition.op == "sym" else True for condition in conditions]
    kept = [
        (p, row)
        for p, row in table
        if all(same(at(ev, condition, row), want) for condition, want in zip(conditions, here, strict=True))
    ]
    total = sum(p for p, _ in kept)
    if total < TINY:
        raise EvaluationError("domain", "a condition of chance zero")
    return [(p / total, row) for p, row in kept]


def same(left: Value, right: Value) -> bool:
    """Compare values of variables."""
    return bool(np.all(np.abs(np.asarray(left, dtype=float) - np.asarray(right, dtype=float)) < 1e-9))  # noqa: PLR2004 - how many parts it has


def at(ev: Evaluator, term: Term, row: Mapping[str, Value]) -> Value:
    """Evaluate a term at one outcome."""
    before = {name: ev.values.get(name) for name in row}
    ev.values.update(row)
    try:
        return ev(term)
    finally:
        ev.values.update(before)


def mean_of(ev: Evaluator, term: Term, conditions: tuple[Term, ...]) -> Value:
    """Return an expectation over the table; one that depends on its nodes is integrated anew."""
    value, size = _mean(ev, term, conditions)
    table = _fine(ev, (term,), conditions)
    if table is None or _same_by_others(ev, table, value, size, lambda: _mean(ev, term, conditions)[0]):
        return value
    return _integrated(ev, table, term, conditions)


def _mean(ev: Evaluator, term: Term, conditions: tuple[Term, ...]) -> tuple[Value, Value]:
    total: Value = 0.0
    size: Value = 0.0
    for p, row in outcomes(ev, conditions):
        if p > 0:
            value = at(ev, term, row)
            total, size = total + p * value, size + p * np.abs(value)
    return total, size


def _fine(ev: Evaluator, terms: tuple[Term, ...], conditions: tuple[Term, ...]) -> JointTable | None:
    """Return the table if something of these depends on nodes; a variable that is given stays at its node."""
    table = ev.tables[0] if ev.tables else None
    if not isinstance(table, JointTable):
        return None
    kept = [condition for condition in conditions if condition.ty.kind != "bool"]
    rough = {*table.laws, *table.cut}
    if _variables(kept, rough) or not _variables((*terms, *conditions), rough):
        return None
    return table


def _variables(terms: Iterable[Term], names: Container[str]) -> set[str]:
    return {part.text for term in terms for part in term.walk() if part.op == "sym" and part.text in names}


def _same_by_others(ev: Evaluator, table: JointTable, value: Value, size: Value, again: Callable[[], Value]) -> bool:
    """Tell whether other nodes give the same value, relative to the size of what is averaged."""
    ev.tables[0] = table.control
    try:
        other = again()
    finally:
        ev.tables[0] = table
    return bool(np.all(np.abs(other - value) <= SETTLED * np.asarray(size)) and np.all(np.asarray(size) > 0))


def _line(table: JointTable, terms: tuple[Term, ...]) -> tuple[str, Continuous]:
    """Return the one variable on the line that terms depend on, if nothing else in them is random."""
    names = _variables(terms, table[0][1])
    name = next(iter(names), "")
    law = table.laws.get(name)
    inner = any(part.op in {"expect", "moment", "chance"} for term in terms for part in term.walk())
    if len(names) != 1 or law is None or inner or any(term.ty.kind not in {"num", "bool"} for term in terms):
        raise EvaluationError("chance", "a mean or a chance that needs finer tables")
    return name, law


def _integrated(ev: Evaluator, table: JointTable, term: Term, conditions: tuple[Term, ...]) -> float:
    name, law = _line(table, (term, *conditions))

    def value(x: float) -> float:
        row = {name: x}
        return float(at(ev, term, row)) if all(at(ev, one, row) for one in conditions) else 0.0

    total = chance_of(lambda x: all(at(ev, one, {name: x}) for one in conditions), law) if conditions else 1.0
    if total < TINY:
        raise EvaluationError("domain", "a condition of chance zero")
    return mean_over(value, law) / total


@operation("expect")
def _expect(ev: Evaluator, term: Term) -> Value:
    return mean_of(ev, term.args[0], term.args[1:])


@operation("moment")
def _moment(ev: Evaluator, term: Term) -> Value:
    first, second, *rest = term.args
    value, size = _table_moment(ev, term)
    table = _fine(ev, (first, second), tuple(rest))
    if table is None or _same_by_others(ev, table, value, size, lambda: _table_moment(ev, term)[0]):
        return value
    if term.text == "Corr" or term.ty.kind == "mat":
        raise EvaluationError("chance", "a moment that needs finer tables")
    both = Term("scale", (first, second), "", first.ty)
    mean, left, right = (_integrated(ev, table, part, tuple(rest)) for part in (both, first, second))
    return math.sqrt(mean - left * right) if term.text == "Std" else mean - left * right


def _table_moment(ev: Evaluator, term: Term) -> tuple[Value, Value]:
    first, second, *rest = term.args
    rows = outcomes(ev, tuple(rest))
    xs = [
        (p, np.asarray(at(ev, first, row), dtype=float), np.asarray(at(ev, second, row), dtype=float))
        for p, row in rows
    ]
    mean_x, mean_y = sum(p * x for p, x, _ in xs), sum(p * y for p, _, y in xs)
    product = np.outer if term.ty.kind == "mat" else np.multiply
    covariance = sum(p * product(x - mean_x, y - mean_y) for p, x, y in xs)
    size = sum(p * np.abs(product(x - mean_x, y - mean_y)) for p, x, y in xs)
    if term.text == "Std":
        return float(np.sqrt(covariance)), float(np.sqrt(covariance))
    if term.text == "Corr":
        spreads = sum(p * (x - mean_x) ** 2 for p, x, _ in xs) * sum(p * (y - mean_y) ** 2 for p, _, y in xs)
        return float(covariance / np.sqrt(spreads)), 1.0
    return (covariance if term.ty.kind == "mat" else float(covariance)), size


@operation("chance")
def _chance(ev: Evaluator, term: Term) -> Value:
    what, *given = term.args
    table: list[tuple[float, dict[str, Value]]] = ev.tables[0] if ev.tables else []
    if isinstance(table, JointTable) and _variables(term.args, table.laws):
        return _measured(ev, table, what, tuple(given))
    held = [(p, row) for p, row in table if all(at(ev, condition, row) for condition in given)]
    total = sum(p for p, _ in held)
    if total < TINY:
        raise EvaluationError("domain", "a condition of chance zero")
    return sum(p for p, row in held if at(ev, what, row)) / total


def _measured(ev: Evaluator, table: JointTable, what: Term, given: tuple[Term, ...]) -> float:
    name, law = _line(table, (what, *given))

    def all_of(parts: tuple[Term, ...]) -> float:
        return chance_of(lambda x: all(at(ev, part, {name: x}) for part in parts), law)

    total = all_of(given) if given else 1.0
    if total < TINY:
        raise EvaluationError("domain", "a condition of chance zero")
    return all_of((what, *given)) / total


@operation("or")
def _or(ev: Evaluator, term: Term) -> Value:
    return any(ev(part) for part in term.args)


@operation("not")
def _not(ev: Evaluator, term: Term) -> Value:
    return not ev(term.args[0])


@operation("entropy")
def _entropy(ev: Evaluator, term: Term) -> Value:
    """Return an entropy, averaged over the variables that are given, among the outcomes of the events that are."""
    count = int(term.text)
    given = tuple(part for part in term.args[count:] if part.ty.kind != "bool")
    rows = outcomes(ev, tuple(part for part in term.args[count:] if part.ty.kind == "bool"))
    joint = _entropy_of(ev, (*term.args[:count], *given), rows)
    return joint - (_entropy_of(ev, given, rows) if given else 0.0)


def _entropy_of(ev: Evaluator, terms: tuple[Term, ...], rows: list[tuple[float, dict[str, Value]]]) -> float:
    masses: dict[bytes, float] = {}
    for p, row in rows:
        key = b"".join(np.round(np.asarray(at(ev, term, row), dtype=float), 9).tobytes() for term in terms)
        masses[key] = masses.get(key, 0.0) + p
    return -sum(p * math.log(p) for p in masses.values() if p > 0)


@operation("KL")
def _kl(ev: Evaluator, term: Term) -> Value:
    p, q = np.asarray(ev(term.args[0])), np.asarray(ev(term.args[1]))
    return float(np.sum(p * np.log(p / q)))


@operation("total variation")
def _total_variation(ev: Evaluator, term: Term) -> Value:
    return float(np.sum(np.abs(np.asarray(ev(term.args[0])) - np.asarray(ev(term.args[1])))) / 2)


@operation("cross entropy")
def _cross_entropy(ev: Evaluator, term: Term) -> Value:
    p, q = np.asarray(ev(term.args[0])), np.asarray(ev(term.args[1]))
    return float(-np.sum(p * np.log(q)))


@operation("KL laws")
def _kl_laws(ev: Evaluator, term: Term) -> Value:
    first, second, count = term.text.split()
    values = [ev(part) for part in term.args]
    left, right = values[: int(count)], values[int(count) :]
    points, masses = KNOWN_LAWS[first](*left)
    return float(
        sum(
            p * (log_density(first, x, left) - log_density(second, x, right))
            for x, p in zip(points, masses, strict=True)
        )
    )


@operation("column")
def _column(ev: Evaluator, term: Term) -> Value:
    whole = ev(term.args[0])
    return whole[:, round(ev(term.args[1])) - 1]
