"""Extrema: over a running index exactly, over candidates for sets of optimisers, over vectors by descent."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import optimize
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import shape_of

STARTS = 3
SETTLED = 1e-7
QUADRATIC = 1e-9
FLAT = 1e-8
UNBOUNDED = 1e9


@operation("domain", "text")
def _domain(_: Evaluator, _term: Term) -> Value:
    return 0.0


def _objective(ev: Evaluator, term: Term) -> tuple[Callable[[Any], float], tuple[int, ...]]:
    domain, body = term.args
    shape = shape_of(domain.ty, ev.sizes)
    sign = -1.0 if term.op.startswith(("max", "argmax")) else 1.0
    length = term.op == "argmin over" and body.op == "norm" and body.text in {"2", "F"}

    def value(flat: Any) -> float:  # noqa: ANN401 - an array
        point: Any = np.asarray(flat, dtype=float).reshape(shape) if shape else float(np.asarray(flat).ravel()[0])
        if domain.text == "sphere":
            point = point / np.linalg.norm(point)
        found = sign * _real(ev.with_value(term.text, point, body))
        found = found * found if length else found  # lowest where its square is, which bends there
        return found if math.isfinite(found) else 1e12

    return value, shape


def _real(value: Value) -> float:
    if np.ndim(value):
        raise EvaluationError("kind", "an objective that is no number")
    return float(value)


def _best(ev: Evaluator, term: Term) -> tuple[Any, float]:
    """Descend from several starts; the best two must agree, else there is no answer."""
    domain = term.args[0]
    if domain.text not in {"", "sphere", "nonzero"}:
        raise EvaluationError("unsupported", "an extremum under this constraint")
    value, shape = _objective(ev, term)
    size = max(1, int(np.prod(shape)) if shape else 1)
    vertex = _vertex(value, size, unique=term.op.startswith("arg")) if domain.text == "" else None
    if vertex is not None:
        return vertex.reshape(shape) if shape else float(vertex[0]), value(vertex)
    if not shape:
        return _best_number(value)
    rng = np.random.default_rng(7)
    found = []
    for _ in range(STARTS + (domain.text != "") * 5):
        result = optimize.minimize(value, rng.normal(size=size), method="BFGS", options={"gtol": 1e-9, "maxiter": 300})
        found.append((float(result.fun), np.asarray(result.x), float(np.max(np.abs(result.jac)))))
    found.sort(key=lambda item: item[0])
    best = found[0]
    if best[0] < -UNBOUNDED:
        raise EvaluationError("optimum", "an extremum that isn't reached")
    if best[2] > 1e-4 or not math.isfinite(best[0]) or best[0] > UNBOUNDED or np.max(np.abs(best[1])) > 1e6:  # noqa: PLR2004 - how many parts it has
        raise EvaluationError("no-limit", "an extremum that isn't reached")
    return best[1].reshape(shape) if shape else float(best[1][0]), best[0]


def _vertex(value: Callable[[Any], float], size: int, *, unique: bool) -> Any:  # noqa: ANN401 - an array, or None
    """Return the lowest point of a function that is quadratic and bends upwards everywhere, None if it isn't quadratic.

    Raises:
        EvaluationError: if it is quadratic and has no lowest point, or several where the only one is asked for.
    """
    units, start = np.eye(size), value(np.zeros(size))
    ahead, behind = (np.array([value(sign * unit) for unit in units]) for sign in (1.0, -1.0))
    bend = np.diag(ahead + behind - 2 * start)
    for i in range(size):
        for j in range(i):
            bend[i, j] = bend[j, i] = value(units[i] + units[j]) - ahead[i] - ahead[j] + start
    slope = (ahead - behind) / 2
    for point in np.random.default_rng(5).normal(size=(2, size)) * 3:
        there = start + slope @ point + point @ bend @ point / 2
        if not abs(value(point) - there) <= QUADRATIC * max(1.0, abs(there)):
            return None
    values, axes = np.linalg.eigh(bend)
    flat = FLAT * max(1.0, float(np.max(np.abs(values))))
    if values[0] > flat:
        return -np.linalg.solve(bend, slope)
    level = axes[:, np.abs(values) <= flat]
    sinks = level.size and np.max(np.abs(slope @ level)) > np.sqrt(FLAT) * max(1.0, float(np.max(np.abs(slope))))
    if values[0] < -flat or sinks or unique:
        raise EvaluationError("optimum", "an extremum that isn't reached at one point")
    return None


def _best_number(value: Callable[[Any], float]) -> tuple[float, float]:
    """Find the optimum of a function of one number: a grid, then golden sections around its best point."""
    grid = np.linspace(-12, 12, 241)
    scores = np.array([value(point) for point in grid])
    k = int(np.argmin(scores))
    if k in {0, len(grid) - 1} or np.sum(scores <= scores[k] + SETTLED) > 1:
        raise EvaluationError("no-limit", "an extremum that isn't reached at one point")
    found = optimize.minimize_scalar(value, bracket=(grid[k - 1], grid[k], grid[k + 1]), options={"xtol": 1e-11})
    return float(found.x), float(found.fun)


@operation("max over", "min over")
def _extremum(ev: Evaluator, term: Term) -> Value:
    _, value = _best(ev, term)
    return -value if term.op == "max over" else value


@operation("argmax over", "argmin over")
def _argument(ev: Evaluator, term: Term) -> Value:
    point, _ = _best(ev, term)
    return point


@operation("choice")
def _choice(ev: Evaluator, term: Term) -> Value:
    """Return which of some candidates are optimal, as ones and zeros; equal sets mean equal problems."""
    domain, body = term.args
    shape = shape_of(domain.ty, ev.sizes)
    rng = np.random.default_rng(11)
    sign = -1.0 if term.op.startswith("max") or term.text.startswith("argmax") else 1.0
    name = term.text.partition(" ")[2]
    scores = []
    for _ in range(24):
        point = rng.normal(size=shape) * 1.5 if shape else float(rng.normal() * 1.5)
        scores.append(sign * _real(ev.with_value(name, point, body)))
    if not np.all(np.isfinite(scores)):
        raise EvaluationError("domain", "an objective that isn't finite everywhere")
    best = min(scores)
    return np.array([float(score - best <= SETTLED * max(1.0, abs(best))) for score in scores])
