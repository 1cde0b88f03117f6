r"""Worlds that meet hypotheses: equations are solved from the sample by least steps, orders are tested.

`Ax = b` in front of `\Rightarrow` says which worlds count. A sample is moved onto the equations by Gauss and Newton's
steps of least length; what it can't be moved onto is rejected, so that no verdict rests on a hypothesis half met.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.errors_of import AGREES, error_of
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.properties import VOCABULARIES
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import BOOL, Term
from vault_runner.oracle.worlds import HYPOTHESES, Plan, World

Array: TypeAlias = Any
STEPS = 40
MOST_NUMBERS = 80
MET = 1e-11
SETTLED = 1e-8
DIFFERENCE = 1e-6
NEARLY = 1e-7
FARTHEST = 1e4
WORST_CONDITION = 1e4
_REGULAR = frozenset({"invertible", "full-rank", "full-column-rank", "full-row-rank", "spd"})
_DISCRETE = frozenset({"integer", "natural", "counting", "whole", "even", "odd", "binary", "sign", "one-hot"})

_OPEN = frozenset(
    ["nonzero", "positive", "negative", "above-one", "square", "nonnegative", "small", "differentiable"],
)  # fmt: skip
"""Properties that a sample keeps when it is moved a little; whether it did is tested."""
_NOT_ZERO = frozenset({"nonzero", "positive", "negative"})
VANISHED = 1e-3
_MOVED_BY_ROUNDING = frozenset({"nilpotent"})
"""Matrices all of whose eigenvalues meet: rounding by 1e-16 moves them by a root of that."""


def meet(world: World, plan: Plan) -> None:
    """Move a world onto the hypotheses of its plan, or reject it."""
    equations = [(left, right) for left, kind, right in plan.assumed if kind == "="]
    if equations:
        _solve(world, plan, equations)


@operation("meets")
def _meets(ev: Evaluator, term: Term) -> Value:
    """Test a hypothesis where a world stands."""
    a, b = (ev(part) for part in term.args)
    if not (np.all(np.isfinite(a)) and np.all(np.isfinite(b))):
        return False
    if term.text == "!=":
        return error_of("=", a, b) > DIFFERENCE
    return error_of(term.text, a, b) <= (NEARLY if term.text == "=" else AGREES)


def hypothesis_terms(el: Elaborator) -> tuple[tuple[Term, str, Term], ...]:
    """Elaborate the hypotheses of a scope; one that holds for every index is not read."""
    found = []
    for left, kind, right in el.scope.assumed:
        a, b = el.term(left), el.term(right)
        el.unify(a.ty, b.ty, "the sides of a hypothesis")
        found.append((a, kind, b))
    if found and el.free_indices:
        raise MeaningError("index", "a hypothesis for every index")
    if any(part.ty.kind in {"fun", "bool"} for a, _, b in found for part in (a, b)):
        raise MeaningError("unsupported", "a hypothesis about a function")
    return tuple(found)


def supposed(plan: Plan, terms: tuple[tuple[Term, str, Term], ...]) -> Plan:
    """Add hypotheses to a plan, as what worlds are moved onto and as what they are tested by."""
    if terms and plan.chance is not None:
        raise MeaningError("chance", "a hypothesis about random variables")
    plan.assumed = terms
    plan.guards += tuple(Term("meets", (a, b), kind, BOOL) for a, kind, b in terms)
    return plan


def _solve(world: World, plan: Plan, equations: list[tuple[Term, Term]]) -> None:
    names = _movable(plan, equations)
    start = [np.array(world.values[name], dtype=float) for name in names]
    if not names or sum(part.size for part in start) > MOST_NUMBERS:
        raise EvaluationError("guard", "a hypothesis that can't be solved")
    flat = np.concatenate([part.ravel() for part in start])

    def residual(point: Array) -> Array:
        _place(world, names, start, point)
        ev = world.evaluator()
        gaps = [np.ravel(np.asarray(ev(left), dtype=float) - ev(right)) for left, right in equations]
        return np.concatenate(gaps)

    _place(world, names, start, _newton(residual, flat))
    _keep_away(world, plan.symbols, dict(zip(names, start, strict=True)))
    _keep_properties(world, plan.symbols, names)


def _newton(residual: Callable[[Array], Array], point: Array) -> Array:
    """Take steps of least length until nothing is left of the equations."""
    gap = residual(point)
    moved = np.inf
    for _ in range(STEPS):
        size = float(np.max(np.abs(gap), initial=0))
        if not np.isfinite(size) or float(np.max(np.abs(point))) > FARTHEST:
            break
        if size == 0 or (size < MET * max(1.0, float(np.max(np.abs(point)))) and moved < SETTLED):
            return point
        slopes = np.stack([_slope(residual, point, unit) for unit in np.eye(len(point))], axis=1)
        step, *_ = np.linalg.lstsq(slopes, -gap, rcond=1e-9)
        if size < MET and float(np.max(np.abs(step))) < SETTLED:
            return point
        before = point
        point, gap = _shortened(residual, point, gap, step)
        moved = float(np.max(np.abs(point - before)))
    raise EvaluationError("guard", "a hypothesis that no sample near can meet")


def _slope(residual: Callable[[Array], Array], point: Array, unit: Array) -> Array:
    return (residual(point + DIFFERENCE * unit) - residual(point - DIFFERENCE * unit)) / (2 * DIFFERENCE)


def _shortened(residual: Callable[[Array], Array], point: Array, gap: Array, step: Array) -> tuple[Array, Array]:
    """Halve a step until it leads nearer."""
    for _ in range(8):
        try:
            after = residual(point + step)
        except EvaluationError:
            after = np.array([np.inf])
        if np.all(np.isfinite(after)) and np.linalg.norm(after) < np.linalg.norm(gap):
            return point + step, after
        step = step / 2
    raise EvaluationError("guard", "a hypothesis that no sample near can meet")


def _place(world: World, names: list[str], like: list[Array], point: Array) -> None:
    at = 0
    for name, part in zip(names, like, strict=True):
        piece = point[at : at + part.size]
        world.values[name] = piece.reshape(part.shape).copy() if part.ndim else float(piece[0])
        at += part.size


def _movable(plan: Plan, equations: list[tuple[Term, Term]]) -> list[str]:
    """Choose the symbols that are moved: those without properties if there are any."""
    used = {part.text for pair in equations for side in pair for part in side.walk() if part.op == "sym"}
    named = [name for name, symbol in plan.symbols.items() if name in used and _numeric(symbol)]
    free = [name for name in named if plan.symbols[name].props <= _OPEN]
    if any(plan.symbols[name].props & _MOVED_BY_ROUNDING for name in named):
        raise EvaluationError("guard", "a hypothesis about a matrix whose eigenvalues rounding moves")
    return free or [name for name in named if not plan.symbols[name].props & _DISCRETE]


def _numeric(symbol: Symbol) -> bool:
    return symbol.ty is None or symbol.ty.kind in VOCABULARIES


def _keep_away(world: World, symbols: dict[str, Symbol], start: dict[str, Array]) -> None:
    """Reject a world whose steps took to zero, up to rounding, what isn't zero: there all equations hold."""
    for name, before in start.items():
        if symbols[name].props & _NOT_ZERO and np.max(np.abs(world.values[name])) < VANISHED * np.max(np.abs(before)):
            raise EvaluationError("guard", f"{name} vanishes where the hypotheses hold")


def _keep_properties(world: World, symbols: dict[str, Symbol], names: list[str]) -> None:
    for name in names:
        ty = symbols[name].ty
        vocabulary = VOCABULARIES[ty.kind if ty is not None else "num"]
        if not all(prop in vocabulary and vocabulary[prop].holds(world.values[name]) for prop in symbols[name].props):
            raise EvaluationError("guard", f"{name} loses a property where the hypotheses hold")
        if symbols[name].props & _REGULAR and np.linalg.cond(world.values[name]) > WORST_CONDITION:
            raise EvaluationError("guard", f"{name} is nearly singular where the hypotheses hold")


HYPOTHESES.append(meet)
