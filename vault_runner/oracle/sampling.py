"""One trial: both sides of a relation evaluated in one world."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from vault_runner.oracle.errors_of import AGREES, Relation, among_tiny, error_of
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import Plan, World, make_world

MOST_INDICES = 48


@dataclass(slots=True)
class Trial:
    """One world's outcome."""

    number: int
    error: float
    sizes: dict[str, int]
    left: Value
    right: Value
    values: dict[str, Any]


def one_trial(
    relation: Relation, plan: Plan, seed: int, number: int, deadline: float, *, small: bool = False, extreme: str = "",
) -> Trial:  # fmt: skip
    """Evaluate both sides in one world."""
    with np.errstate(all="ignore"):
        world = make_world(plan, seed, number, small=small, extreme=extreme)
        ev = world.evaluator(deadline)
        worst, sides, at = -math.inf, (0.0, 0.0), {}
        for indices in index_values(relation, world):
            world.values.update(indices)
            left, right = both(ev, relation)
            error = max(error_of(relation.kind, left, right), among_tiny(relation, plan, left, right))
            if error > worst:
                worst, sides, at = error, (left, right), indices
    return Trial(number, worst, dict(world.sizes), *sides, {**_shown(world, plan), **at})


def both(ev: Evaluator, relation: Relation) -> tuple[Value, Value]:
    """Evaluate both sides; that only one of them is defined is worth knowing."""
    sides: list[Value] = []
    failure: EvaluationError | None = None
    for term in (relation.left, relation.right):
        try:
            sides.append(_side(ev, term))
        except EvaluationError as error:
            if error.code not in {"domain", "optimum"}:
                raise
            failure = error
    if failure is not None and failure.code == "optimum":
        raise failure  # whatever the other side is: nothing is said where both have no value
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
    except TypeError as error:
        raise EvaluationError("domain", "a value of another kind is needed here") from error
    if np.iscomplexobj(value):
        value = _without_imaginary(value)
    if isinstance(value, bool):
        return value
    if not np.all(np.isfinite(value)):
        raise EvaluationError("domain", "a side is not finite here")
    return value


def _without_imaginary(value: Value) -> Value:
    """Return a complex value that is real but for rounding, as numbers are compared."""
    if np.max(np.abs(np.imag(value)), initial=0) > AGREES * max(1.0, float(np.max(np.abs(value), initial=0))):
        raise EvaluationError("domain", "a side is complex here")
    return float(np.real(value)) if np.ndim(value) == 0 else np.real(value)


def index_values(relation: Relation, world: World) -> Iterator[dict[str, float]]:
    """Iterate over the values of the free indices, a part of them if they are many."""
    ranges = [range(1, int(world.sizes.get(size, 0) or int(size)) + 1) for _, size in relation.indices]
    names = [name for name, _ in relation.indices]
    combinations = list(itertools.islice(itertools.product(*ranges), 4000))
    if len(combinations) > MOST_INDICES:
        chosen = world.rng.choice(len(combinations), MOST_INDICES, replace=False)
        combinations = [combinations[index] for index in chosen]
    for combination in combinations:
        yield dict(zip(names, map(float, combination), strict=True))


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
