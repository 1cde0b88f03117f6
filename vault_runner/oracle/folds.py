"""Evaluation of sums, products, extrema over an index, cases, blocks and conditions."""

from __future__ import annotations

import math

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, dim, operation
from vault_runner.oracle.limits import series
from vault_runner.oracle.progressions import RUNNING
from vault_runner.oracle.terms import Term

LONGEST_SUM = 3000
ROUNDED = 1e-9


@operation("block")
def _block(ev: Evaluator, term: Term) -> Value:
    shape, *cells = term.args
    rows, columns = int(shape.text), int(term.text)
    sizes = [dim(ev, part) for part in shape.args]
    heights, widths = sizes[:rows], sizes[rows:]
    lines = []
    for i in range(rows):
        line = [
            _cell(ev(cells[i * columns + j]), cells[i * columns + j], heights[i], widths[j]) for j in range(columns)
        ]
        lines.append(np.hstack(line))
    whole = np.vstack(lines)
    return whole.ravel() if term.ty.kind in {"col", "row"} else whole


def _cell(value: Value, term: Term, height: int, width: int) -> Value:
    if term.ty.kind == "any" and np.ndim(value) == 0:
        return np.full((height, width), float(value))
    return np.asarray(value, dtype=float).reshape(height, width)


@operation("cases")
def _cases(ev: Evaluator, term: Term) -> Value:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if ev(condition):
            return ev(value)
    raise EvaluationError("domain", "no case applies")


@operation("true")
def _true(_: Evaluator, _term: Term) -> Value:
    return True


@operation("and")
def _and(ev: Evaluator, term: Term) -> Value:
    return all(ev(part) for part in term.args)


@operation("compare")
def _compare(ev: Evaluator, term: Term) -> Value:
    return compare(term.text, ev(term.args[0]), ev(term.args[1]))


def compare(relation: str, left: Value, right: Value) -> bool:
    """Compare exactly, as conditions of cases and events do."""
    if relation in {"=", "!="}:
        same = bool(np.all(np.isclose(left, right, rtol=1e-12, atol=1e-12)))
        return same == (relation == "=")
    difference = np.asarray(left - right)
    tests = {"<": difference < 0, ">": difference > 0, "<=": difference <= 0, ">=": difference >= 0}
    return bool(np.all(tests[relation]))


@operation("sum", "prod")
def _sum(ev: Evaluator, term: Term) -> Value:
    low, high = ev(term.args[0]), ev(term.args[1])
    if math.isinf(high) or math.isinf(low):
        return series(ev, term, low)
    first, last = round(low), round(high)
    if max(abs(low - first), abs(high - last)) > ROUNDED:
        raise EvaluationError("domain", "a sum that ends between two whole numbers")
    if term.text.startswith(RUNNING) and last < first - 1:
        raise EvaluationError("domain", "dots that run backwards")
    if last - first > LONGEST_SUM:
        raise EvaluationError("too-large", "a sum of too many terms")
    values = [ev.with_value(term.text, float(k), term.args[2]) for k in range(first, last + 1)]
    if term.op == "prod":
        return math.prod(values)
    if not values:
        return _empty(ev, term)
    return sum(values[1:], values[0])


def _empty(ev: Evaluator, term: Term) -> Value:
    dims = tuple(dim.value(ev.sizes) for dim in term.ty.dims)
    return np.zeros(dims) if dims else 0.0


@operation("max", "min")
def _extremum(ev: Evaluator, term: Term) -> Value:
    pick = max if term.op == "max" else min
    if not term.text:
        return pick(float(ev(part)) for part in term.args)
    return pick(_numbered(ev, term))


def _numbered(ev: Evaluator, term: Term) -> list[float]:
    low, high = round(ev(term.args[0])), round(ev(term.args[1]))
    return [float(ev.with_value(term.text, float(k), term.args[2])) for k in range(low, high + 1)]


@operation("argmax", "argmin")
def _argument(ev: Evaluator, term: Term) -> Value:
    values = np.array(_numbered(ev, term))
    return float((np.argmax if term.op == "argmax" else np.argmin)(values) + 1)
