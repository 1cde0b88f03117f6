"""Trials: both sides of a relation evaluated in random worlds, and what the errors say."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vault_runner.oracle.boundary import STRICT, fails_at_edge, has_weak_form, open_chances
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import Plan, World, make_world

TRIALS = 8
INEQUALITY_TRIALS = 40
MOST_REJECTIONS = 50
AGREES = 1e-8
AGREES_ROUGHLY = 1e-5
DIFFERS = 1e-3
FLOOR = 1e-3
MOST_LOPSIDED = 4
"""Of this many good points one may be bad on one side only."""
MOST_INDICES = 48
ROUGH = frozenset(
    {"derivative", "gradient", "jacobian", "hessian", "divergence", "laplacian", "limit", "integral", "max over",
     "min over", "argmax over", "argmin over"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """Two typed sides, the relation between them, and the free indices with the sizes that they range over."""

    left: Term
    right: Term
    kind: str
    indices: tuple[tuple[str, str], ...] = ()
    """Free indices, each with the name of a size or a number."""


@dataclass(slots=True)
class Trial:
    """One world's outcome."""

    number: int
    error: float
    sizes: dict[str, int]
    left: Value
    right: Value
    values: dict[str, Any]


@dataclass(slots=True)
class Outcome:
    """What all trials say: agrees, differs, between, or failed with a code."""

    state: str
    code: str = ""
    message: str = ""
    trials: list[Trial] = field(default_factory=list)
    worst: float = 0.0
    tolerance: float = AGREES


def is_rough(*terms: Term) -> bool:
    """Tell whether a term holds differences, quadrature or limits."""
    return any(part.op in ROUGH for term in terms for part in term.walk())


def run_trials(relation: Relation, plan: Plan, seed: int, deadline: float) -> Outcome:
    """Compare both sides in as many worlds as the relation needs."""
    needed = TRIALS if relation.kind in {"=", "!="} else INEQUALITY_TRIALS
    rough = is_rough(relation.left, relation.right)
    needed = needed // 2 if rough else needed
    tolerance = AGREES_ROUGHLY if rough else AGREES
    outcome = Outcome("agrees", tolerance=tolerance)
    rejected: EvaluationError | None = None
    rejections = number = lopsided = singular = 0
    while len(outcome.trials) < needed and rejections < MOST_REJECTIONS:
        number += 1
        try:
            outcome.trials.append(one_trial(relation, plan, seed, number, deadline))
        except EvaluationError as error:
            rejected, rejections = error, rejections + 1
            lopsided += error.code == "one-sided"
            singular += error.code in {"singular", "domain", "one-sided"}
            if error.code in {"too-slow", "too-large", "slow-series", "slow-integral", "undeclared"}:
                break
        if _decided(outcome, relation) or time.monotonic() > deadline:
            break
    _concluded(outcome, relation, rejected, needed)
    if outcome.state == "agrees" and lopsided > len(outcome.trials) // MOST_LOPSIDED:
        outcome.state, outcome.code = "failed", "domain"
        outcome.message = "one side is defined where the other isn't"
    if outcome.state == "agrees" and singular and has_weak_form(plan):
        outcome.state, outcome.code = "failed", "singular"
        outcome.message = "it is not defined at every sample of the weak form that the note gives"
    if outcome.state == "agrees" and relation.kind in STRICT:
        _at_the_edge(outcome, relation, plan, seed, deadline)
    return outcome


def _at_the_edge(outcome: Outcome, relation: Relation, plan: Plan, seed: int, deadline: float) -> None:
    """Take back the agreement of a strict relation that fails at an edge which random samples miss."""

    def fails(world: World) -> bool:
        ev = world.evaluator(deadline)
        for indices in _index_values(relation, world):
            world.values.update(indices)
            left, right = _both(ev, relation)
            error = error_of(relation.kind, left, right)
            if (error < AGREES) if relation.kind == "!=" else error > DIFFERS:
                return True
        return False

    edge = "a constant variable" if open_chances(plan) else fails_at_edge(plan, seed, fails)
    if edge:
        outcome.state, outcome.code = "failed", "edge"
        outcome.message = f"the strict relation may fail at an edge: {edge}"


def _decided(outcome: Outcome, relation: Relation) -> bool:
    """Three clear differences are enough."""
    wrong = sum(trial.error > DIFFERS for trial in outcome.trials)
    return wrong >= 3 and relation.kind != "!="  # noqa: PLR2004 - how many parts it has


def _concluded(outcome: Outcome, relation: Relation, rejected: EvaluationError | None, needed: int) -> Outcome:
    if len(outcome.trials) < min(3, needed):
        outcome.state = "failed"
        outcome.code = rejected.code if rejected else "too-slow"
        outcome.message = rejected.message if rejected else "it takes too long"
        return outcome
    if relation.kind == "=" and relation.right.op != "const" and all(_is_zero(trial) for trial in outcome.trials):
        outcome.state, outcome.code = "failed", "vacuous"
        outcome.message = "both sides are zero at every point"
        return outcome
    errors = [trial.error for trial in outcome.trials]
    outcome.worst = max(errors)
    if relation.kind == "!=":
        outcome.state = (
            "agrees" if min(errors) > DIFFERS else "differs" if max(errors) < outcome.tolerance else "between"
        )
        return outcome
    if outcome.worst > DIFFERS:
        clear = sum(error > DIFFERS for error in errors)
        outcome.state = "differs" if clear > 1 or relation.kind not in {"=", "==="} else "between"
    elif outcome.worst > outcome.tolerance:
        outcome.state = "between"
    return outcome


def _is_zero(trial: Trial) -> bool:
    return not np.any(np.abs(np.asarray(trial.left, dtype=float)) > FLOOR**4) and trial.error < FLOOR


def one_trial(relation: Relation, plan: Plan, seed: int, number: int, deadline: float, *, small: bool = False) -> Trial:
    """Evaluate both sides in one world."""
    with np.errstate(all="ignore"):
        world = make_world(plan, seed, number, small=small)
        ev = world.evaluator(deadline)
        worst, sides, at = -math.inf, (0.0, 0.0), {}
        for indices in _index_values(relation, world):
            world.values.update(indices)
            left, right = _both(ev, relation)
            error = error_of(relation.kind, left, right)
            if error > worst:
                worst, sides, at = error, (left, right), indices
    return Trial(number, worst, dict(world.sizes), *sides, {**_shown(world, plan), **at})


def _both(ev: Evaluator, relation: Relation) -> tuple[Value, Value]:
    """Evaluate both sides; that only one of them is defined is worth knowing."""
    sides: list[Value] = []
    failure: EvaluationError | None = None
    for term in (relation.left, relation.right):
        try:
            sides.append(_side(ev, term))
        except EvaluationError as error:
            if error.code != "domain":
                raise
            failure = error
    if failure is not None:
        raise EvaluationError("one-sided", "one side is not defined here") if sides else failure
    return sides[0], sides[1]


def _side(ev: Evaluator, term: Term) -> Value:
    try:
        value = ev(term)
    except (OverflowError, ZeroDivisionError, FloatingPointError) as error:
        raise EvaluationError("domain", "a number is too large") from error
    except np.linalg.LinAlgError as error:
        raise EvaluationError("singular", "a matrix can't be factored") from error
    if isinstance(value, bool):
        return value
    if not np.all(np.isfinite(value)):
        raise EvaluationError("domain", "a side is not finite here")
    return value


def _index_values(relation: Relation, world: World) -> Iterator[dict[str, float]]:
    ranges = [range(1, int(world.sizes.get(size, 0) or int(size)) + 1) for _, size in relation.indices]
    names = [name for name, _ in relation.indices]
    combinations = list(itertools.islice(itertools.product(*ranges), 4000))
    if len(combinations) > MOST_INDICES:
        chosen = world.rng.choice(len(combinations), MOST_INDICES, replace=False)
        combinations = [combinations[index] for index in chosen]
    for combination in combinations:
        yield dict(zip(names, map(float, combination), strict=True))


def error_of(kind: str, left: Value, right: Value) -> float:
    """Return by how much a relation fails, relative to the size of its sides; 0 or less if it holds."""
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    scale = max(float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(b), initial=0)), FLOOR)
    if kind.startswith("psd"):
        return _order_error(kind, a, b, scale)
    if kind in {"<=", "<"}:
        violation = float(np.max(a - b)) / scale
        return DIFFERS * 2 if kind == "<" and abs(violation) < AGREES else max(violation, 0.0)
    if kind in {">=", ">"}:
        return error_of({">=": "<=", ">": "<"}[kind], b, a)
    return float(np.max(np.abs(a - b), initial=0)) / scale


def _order_error(kind: str, a: Value, b: Value, scale: float) -> float:
    """Compare symmetric matrices by the eigenvalues of their difference."""
    difference = a - b if ">" in kind else b - a
    if np.ndim(difference) == 0:
        return max(-float(difference), 0.0) / scale
    if not np.allclose(difference, difference.T, atol=1e-9 * scale):
        return 1.0
    smallest = float(np.linalg.eigvalsh(difference).min())
    if not kind.endswith("="):
        return DIFFERS * 2 if smallest < AGREES * scale else 0.0
    return max(-smallest, 0.0) / scale


MOST_SHOWN = 16


def _shown(world: World, plan: Plan) -> dict[str, Any]:
    """Return the values that a person would want to see."""
    shown: dict[str, Any] = {}
    for name in plan.symbols:
        value = world.values.get(name)
        if callable(value):
            shown[name] = "an arbitrary function"
        elif value is not None and np.size(value) <= MOST_SHOWN:
            shown[name] = np.round(np.asarray(value, dtype=float), 6).tolist()
    return shown
