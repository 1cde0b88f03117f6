"""Infinite series, limits and integrals: a value with a small tail, or none at all."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import integrate
from vault_runner.oracle.terms import Term

MOST_TERMS = 400
TAIL = 1e-13
SMALL = 1e-9
SETTLED = 1e-8


def series(ev: Evaluator, term: Term, first: float) -> Value:
    """Sum an infinite series until its tail is small; slow ones of numbers are accelerated."""
    if term.op == "prod" or math.isinf(first):
        raise EvaluationError("slow-series", "an infinite product")
    total: Value = 0.0
    sizes: list[float] = []
    for k in range(MOST_TERMS):
        try:
            value = ev.with_value(term.text, first + k, term.args[2])
        except EvaluationError as error:
            if error.code == "too-large" and sizes and sizes[-1] < TAIL:
                return total
            raise
        if not np.all(np.isfinite(value)):
            raise EvaluationError("slow-series", "the terms of a series overflow")
        total = total + value
        sizes.append(float(np.max(np.abs(value))))
        if _tail_is_small(sizes, float(np.max(np.abs(total)))):
            return total
    if np.ndim(total) == 0:
        return _accelerated(ev, term, first)
    raise EvaluationError("slow-series", "a series that converges too slowly")


def _tail_is_small(sizes: list[float], total: float) -> bool:
    """Bound the tail by a geometric one, from the worst ratio of the last terms."""
    recent = sizes[-8:]
    if len(recent) < 8 or recent[0] == 0:  # noqa: PLR2004 - eight terms tell the ratio
        return len(sizes) > 12 and max(recent) == 0  # noqa: PLR2004 - how many parts it has
    ratio = (recent[-1] / recent[0]) ** (1 / 7)
    worst = max(max(recent) if recent[-1] > recent[0] else recent[-1], recent[-2])
    return ratio < 0.98 and bool(worst / (1 - ratio) < TAIL * max(total, 1e-3))  # noqa: PLR2004 - how many parts it has


def _accelerated(ev: Evaluator, term: Term, first: float) -> float:
    """Sum a slow series of numbers: alternating ones by Chebyshev weights, others by Richardson's scheme."""

    def value(k: int) -> float:
        return float(ev.with_value(term.text, first + k, term.args[2]))

    signs = [math.copysign(1, value(k)) for k in range(8)]
    if all(a != b for a, b in itertools.pairwise(signs)):
        sums = [_alternating(value, count) for count in (24, 30)]
    else:
        sums = _richardson(value)
    if not all(map(math.isfinite, sums)) or abs(sums[0] - sums[1]) > SETTLED * max(1.0, abs(sums[1])):
        raise EvaluationError("slow-series", "a series that converges too slowly")
    return sums[1]


def _alternating(value: Callable[[int], float], count: int) -> float:
    """Sum an alternating series (Cohen, Rodriguez Villegas and Zagier, algorithm 1)."""
    d = (3 + math.sqrt(8)) ** count
    d = (d + 1 / d) / 2
    b, c, total = -1.0, -d, 0.0
    for k in range(count):
        c = b - c
        total += c * abs(value(k))
        b = (k + count) * (k - count) * b / ((k + 0.5) * (k + 1))
    return math.copysign(1, value(0)) * total / d


def _richardson(value: Callable[[int], float]) -> list[float]:
    """Extrapolate partial sums at doubled lengths, for tails in powers of 1/N."""
    sums, total, done = [], 0.0, 0
    for length in (8, 16, 32, 64, 128, 256, 512):
        total += math.fsum(value(k) for k in range(done, length))
        done = length
        sums.append(total)
    shorter = sums[:-1]
    return [_neville(shorter), _neville(sums)]


def _neville(table: list[float]) -> float:
    for level in range(1, len(table)):
        table = [(2**level * table[i + 1] - table[i]) / (2**level - 1) for i in range(len(table) - 1)]
    return table[0]


@operation("limit")
def _limit(ev: Evaluator, term: Term) -> Value:
    point, body, side = ev(term.args[0]), term.args[1], term.args[2].text

    def at(value: float) -> Value:
        return ev.with_value(term.text, value, body)

    if math.isinf(point):
        return _extrapolated(lambda h: at(math.copysign(1 / h, point)), whole=True)
    sides = [1.0] if side == "+" else [-1.0] if side == "-" else [1.0, -1.0]
    found = [_one_sided(at, point, sign) for sign in sides]
    if len(found) > 1 and not np.allclose(found[0], found[1], rtol=1e-5, atol=1e-7):
        raise EvaluationError("no-limit", "the limits from both sides differ")
    return found[0]


def _one_sided(at: Callable[[float], Value], point: float, sign: float) -> Value:
    return _extrapolated(lambda h: at(point + sign * h), whole=False)


def _extrapolated(at: Callable[[float], Value], *, whole: bool) -> Value:
    """Extrapolate to h = 0 by Neville's scheme over halved steps, checking that it settles."""
    steps = [1 / (32 * 2**k) for k in range(7)] if whole else [0.1 / 2**k for k in range(7)]
    table = [np.asarray(at(step), dtype=float) for step in steps]
    direct = table[-1]
    if not all(np.all(np.isfinite(value)) for value in table):
        raise EvaluationError("no-limit", "a limit of something infinite")
    spread = float(np.max(np.abs(table[-1] - table[-2])))
    previous = direct
    for level in range(1, len(table)):
        previous = table[-1]
        table = [(2**level * table[i + 1] - table[i]) / (2**level - 1) for i in range(len(table) - 1)]
    best = table[-1]
    change = float(np.max(np.abs(best - previous)))
    if spread < SMALL:
        best = direct
    elif change > 1e-6 * max(1.0, float(np.max(np.abs(best)))):
        best = _creeping(at)
    return float(best) if np.ndim(best) == 0 else best


def _creeping(at: Callable[[float], Value]) -> Any:  # noqa: ANN401 - an array
    """Follow a function to very small steps, as `x^x` needs: each move must be much smaller than the one before."""
    table = [np.asarray(at(10.0**-k), dtype=float) for k in range(3, 13)]
    moves = [float(np.max(np.abs(after - before))) for before, after in itertools.pairwise(table)]
    if not all(np.isfinite(moves)) or any(b > a / 4 for a, b in itertools.pairwise(moves)):
        raise EvaluationError("no-limit", "a limit that doesn't settle")
    if moves[-1] > SMALL * max(1.0, float(np.max(np.abs(table[-1])))):
        raise EvaluationError("no-limit", "a limit that doesn't settle")
    return table[-1]


@operation("integral")
def _integral(ev: Evaluator, term: Term) -> Value:
    low, high = ev(term.args[0]), ev(term.args[1])
    if term.ty.kind != "num":
        return _entrywise(ev, term, low, high)
    value, error = _quadrature(lambda x: float(ev.with_value(term.text, x, term.args[2])), low, high)
    if not math.isfinite(value) or error > 1e-7 * max(1.0, abs(value)):
        raise EvaluationError("slow-integral", "an integral that can't be computed well")
    return value


def _entrywise(ev: Evaluator, term: Term, low: float, high: float) -> Value:
    """Integrate an array over a bounded interval, by two Gauss rules that must agree."""
    if math.isinf(low) or math.isinf(high):
        raise EvaluationError("slow-integral", "an integral of arrays without bounds")
    coarse, fine = (_by_gauss(ev, term, low, high, nodes) for nodes in (30, 40))
    if not np.allclose(coarse, fine, rtol=SMALL, atol=SMALL * float(np.max(np.abs(fine)))):
        raise EvaluationError("slow-integral", "an integral that can't be computed well")
    return fine


def _by_gauss(ev: Evaluator, term: Term, low: float, high: float, nodes: int) -> Value:
    points, weights = np.polynomial.legendre.leggauss(nodes)
    half = (high - low) / 2
    values = [ev.with_value(term.text, (low + high) / 2 + half * x, term.args[2]) for x in points]
    return half * sum(weight * value for weight, value in zip(weights, values, strict=True))


def _quadrature(function: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    if math.isinf(low) and math.isinf(high):
        left, right = _quadrature(function, low, 0.0), _quadrature(function, 0.0, high)
        return left[0] + right[0], left[1] + right[1]
    try:
        found = integrate.quad(function, low, high, limit=80, epsabs=1e-11, epsrel=1e-10, full_output=1)
    except (OverflowError, ZeroDivisionError) as error:
        raise EvaluationError("slow-integral", "an integral that diverges") from error
    if len(found) > 3:  # noqa: PLR2004 - a message means trouble
        raise EvaluationError("slow-integral", "an integral that can't be computed well")
    return float(found[0]), float(found[1])
