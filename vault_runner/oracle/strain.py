"""Agreements taken to extremes: rare members, extreme sizes, edges, and where a margin is smallest."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from vault_runner.oracle.boundary import STRICT, arbitrary_functions, fails_at_edge, open_chances
from vault_runner.oracle.downhill import tightest
from vault_runner.oracle.errors_of import AGREES, DIFFERS, Relation, error_of, is_rough, margin_of
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.extremes import RARE
from vault_runner.oracle.sampling import Trial, both, index_values, one_trial
from vault_runner.oracle.worlds import Plan, World

SIZED_WORLDS = 48
RARE_WORLDS = 24
ORDERS = frozenset({"<", ">", "<=", ">=", "psd>=", "psd<=", "psd>", "psd<"})
JUMPS = frozenset({"rank", "nullity", "sign", "floor", "ceil", "pinv", "cases", "compare", "argmax", "argmin", "0",
                   "entropy"})  # fmt: skip
"""Operations that are not continuous: what holds at almost all points may fail at others."""
TOUCHES = 1e-7
LONGEST_TOLD = 60


@dataclass(slots=True)
class Outcome:
    """What all trials say: agrees, differs, between, or failed with a code."""

    state: str
    code: str = ""
    message: str = ""
    trials: list[Trial] = field(default_factory=list)
    worst: float = 0.0
    tolerance: float = AGREES


def in_extremes(outcome: Outcome, relation: Relation, plan: Plan, seed: int, deadline: float) -> None:
    """Take back an agreement that fails for rare members of the classes, or for an order at extreme sizes."""
    rough = is_rough(relation.left, relation.right)
    sized = relation.kind in ORDERS or (relation.kind == "!=" and not rough)
    if relation.kind not in {"=", "!="} | ORDERS or (rough and not sized):
        return
    if not sized and not _may_jump(relation, plan):
        return
    for number in range(1, 1 + (SIZED_WORLDS if sized and not rough else RARE_WORLDS)):
        kind = "sized" if sized and number % 4 else ("degenerate", "coordinates")[number // 4 % 2]
        try:
            trial = one_trial(relation, plan, seed, number, deadline, extreme=kind)
        except (EvaluationError, ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
            continue
        wrong = trial.error < AGREES if relation.kind == "!=" else trial.error > DIFFERS
        if wrong:
            outcome.state, outcome.code = "failed", "edge"
            outcome.message = f"it holds at ordinary points and fails at a rare one: {_told(trial)}"
            return
        if time.monotonic() > deadline:
            return


def _told(trial: Trial) -> str:
    values = [f"{name} = {value}" for name, value in trial.values.items() if len(str(value)) < LONGEST_TOLD]
    return ", ".join(values[:3]) or f"sizes {trial.sizes}"


def _may_jump(relation: Relation, plan: Plan) -> bool:
    """Tell whether a side may jump, or a class have members that ordinary samples miss."""
    jumps = any(
        part.op in JUMPS or part.text in JUMPS for side in (relation.left, relation.right) for part in side.walk()
    )
    return jumps or any(symbol.props & set(RARE) for symbol in plan.symbols.values())


def downhill(outcome: Outcome, relation: Relation, plan: Plan, seed: int, deadline: float) -> None:
    """Take back the agreement of an order that fails where its margin is smallest."""
    if is_rough(relation.left, relation.right) or relation.indices or plan.chance is not None:
        return

    def margin(world: World) -> float:
        left, right = both(world.evaluator(deadline), relation)
        return margin_of(relation.kind, left, right)

    found = tightest(plan, seed, deadline, margin)
    if found is None:
        return
    least, values = found
    strict = relation.kind in STRICT and not plan.assumed
    if least < (TOUCHES if strict else -TOUCHES):
        outcome.state, outcome.code = "failed", "edge"
        outcome.message = f"its margin vanishes near {values}"


def at_the_edge(outcome: Outcome, relation: Relation, plan: Plan, seed: int, deadline: float) -> None:
    """Take back the agreement of a strict relation that fails at an edge which random samples miss."""

    def fails(world: World) -> bool:
        ev = world.evaluator(deadline)
        for indices in index_values(relation, world):
            world.values.update(indices)
            left, right = both(ev, relation)
            error = error_of(relation.kind, left, right)
            if (error < AGREES) if relation.kind == "!=" else error > DIFFERS:
                return True
        return False

    if open_chances(plan):
        edge = "a constant variable"
    elif relation.kind != "!=" and arbitrary_functions(plan):
        edge = "a function of its class that touches it"
    else:
        edge = fails_at_edge(plan, seed, fails)
    if edge:
        outcome.state, outcome.code = "failed", "edge"
        outcome.message = f"the strict relation may fail at an edge: {edge}"
