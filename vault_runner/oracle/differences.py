"""Derivatives by five-point differences; nested ones take larger steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.terms import Term

STEPS = (2e-3, 1.2e-2, 4e-2)
"""Step sizes by how many derivatives lie below."""
_WEIGHTS = ((-3, -1.0), (-2, 9.0), (-1, -45.0), (1, 45.0), (2, -9.0), (3, 1.0))
_DENOMINATOR = 60.0
CLOSER = 0.02
"""By how much a step shrinks where a function ends nearby."""
DERIVATIVES = frozenset({
    "derivative", "gradient", "jacobian", "jacobian by rows", "jacobian by columns", "hessian", "divergence",
    "laplacian",
})  # fmt: skip


def depth(term: Term) -> int:
    """Count how many derivatives are nested in a term."""
    below = max((depth(part) for part in term.args), default=0)
    return below + (2 if term.op in {"hessian", "laplacian"} else term.op in DERIVATIVES)


def step_below(term: Term) -> float:
    """Return the step for a derivative of this body."""
    return STEPS[min(depth(term), len(STEPS) - 1)]


def slope(function: Callable[[float], Value], step: float) -> Value:
    """Differentiate a function of one number at 0."""
    for smaller in (1.0, CLOSER):
        total: Value = 0.0
        try:
            for position, weight in _WEIGHTS:
                total = total + weight * function(position * step * smaller)
        except EvaluationError as error:
            if error.code != "domain" or smaller != 1.0:
                raise
            continue
        if np.all(np.isfinite(total)) or smaller != 1.0:
            return total / (_DENOMINATOR * step * smaller)
    raise EvaluationError("domain", "a derivative at the edge of a domain")


def _scaled(point: Value, step: float) -> float:
    return step * max(1.0, float(np.max(np.abs(point))))


@operation("derivative")
def _derivative(ev: Evaluator, term: Term) -> Value:
    point, body = ev(term.args[0]), term.args[1]
    return slope(lambda t: ev.with_value(term.text, point + t, body), _scaled(point, step_below(body)))


def partials(ev: Evaluator, term: Term) -> list[Value]:
    """Differentiate a body by every entry of its variable."""
    point = np.array(ev(term.args[0]), dtype=float)
    step = _scaled(point, step_below(term.args[1]))
    found = []
    for index in np.ndindex(point.shape):
        unit = np.zeros_like(point)
        unit[index] = 1.0
        found.append(_along(ev, term, point, unit, step))
    return found


def _along(ev: Evaluator, term: Term, point: Value, unit: Value, step: float) -> Value:
    return slope(lambda t: ev.with_value(term.text, point + t * unit, term.args[1]), step)


@operation("gradient")
def _gradient(ev: Evaluator, term: Term) -> Value:
    point = np.shape(ev(term.args[0]))
    return np.array(partials(ev, term), dtype=float).reshape(point)


@operation("jacobian")
def _jacobian(ev: Evaluator, term: Term) -> Value:
    return np.array(partials(ev, term), dtype=float).T


@operation("divergence")
def _divergence(ev: Evaluator, term: Term) -> Value:
    return float(np.trace(_jacobian(ev, term)))


@operation("hessian")
def _hessian(ev: Evaluator, term: Term) -> Value:
    point = np.array(ev(term.args[0]), dtype=float)
    size, body = len(point), term.args[1]
    if size * size > 64:  # noqa: PLR2004 - thirty-six evaluations for each entry
        raise EvaluationError("too-large", "a Hessian of this size")
    inner, outer = _scaled(point, STEPS[0] * 5), _scaled(point, STEPS[1])
    hessian = np.empty((size, size))
    for i in range(size):
        for j in range(i, size):
            first, second = np.eye(size)[i], np.eye(size)[j]

            def along(t: float, first: Value = first, second: Value = second) -> Value:
                moved = point + t * first
                return slope(lambda s: ev.with_value(term.text, moved + s * second, body), inner)

            hessian[i, j] = hessian[j, i] = slope(along, outer)
    return hessian


@operation("laplacian")
def _laplacian(ev: Evaluator, term: Term) -> Value:
    return float(np.trace(_hessian(ev, term)))
