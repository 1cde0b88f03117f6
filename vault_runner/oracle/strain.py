"""Agreements taken to extremes: rare members, extreme sizes, edges, and where a margin is smallest."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from vault_runner.oracle import late
from vault_runner.oracle.boundary import STRICT, arbitrary_functions, fails_at_edge, open_chances
from vault_runner.oracle.downhill import tightest
from vault_runner.oracle.errors_of import AGREES, DIFFERS, Relation, error_of, is_rough, margin_of
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.extremes import RARE
from vault_runner.oracle.sampling import Trial, both, index_values, one_trial
from vault_runner.oracle.terms import NUM, Term
from vault_runner.oracle.worlds import Plan, World

SIZED_WORLDS = 48
RARE_WORLDS = 24
ORDERS = frozenset({"<", ">", "<=", ">=", "psd>=", "psd<=", "psd>", "psd<"})
JUMPS = frozenset({"rank", "nullity", "sign", "floor", "ceil", "pinv", "cases", "compare", "argmax", "argmin", "0",
                   "entropy"})  # fmt: skip
"""Operations that are not continuous: what holds at almost all points may fail at others."""
STEPS = frozenset({"sign", "floor", "ceil", "cases", "compare"})
"""Operations that jump at whole numbers, which random numbers never are."""
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
    if name := _closed_series(relation, plan):
        outcome.state, outcome.code = "failed", "range"
        outcome.message = f"whether it converges where the range of {name} is closed is not looked into"
        return
    rough = is_rough(relation.left, relation.right)
    sized = relation.kind in ORDERS or (relation.kind == "!=" and not rough)
    if relation.kind not in {"=", "!="} | ORDERS or (rough and not sized):
        return
    if not sized and not _may_jump(relation, plan):
        return
    rare = ("degenerate", "coordinates", "whole") if _may_step(relation, plan) else ("degenerate", "coordinates")
    for number in range(1, 1 + (SIZED_WORLDS if sized and not rough else RARE_WORLDS)):
        kind = "sized" if sized and number % 4 else rare[number // 4 % len(rare)]
        try:
            trial = one_trial(relation, plan, seed, number, deadline, extreme=kind)
        except (EvaluationError, ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
            continue
        wrong = trial.error < AGREES if relation.kind == "!=" else trial.error > DIFFERS
        if wrong:
            outcome.state, outcome.code = "failed", "edge"
            outcome.message = f"it holds at ordinary points and fails at a rare one: {_told(trial)}"
            return
        if late.now() > deadline:
            return


def _closed_series(relation: Relation, plan: Plan) -> str:
    """Return a number whose range has a closed end, such as `|x| <= 1`, and that an endless sum or limit depends on."""
    parts = [part for side in (relation.left, relation.right) for part in side.walk()]
    endless = [part.args[2] for part in parts if part.op == "sum" and _is_infinite(part.args[1])]
    endless += [part.args[1] for part in parts if part.op == "limit" and _is_infinite(part.args[0])]
    names = {leaf.text for part in endless for leaf in part.walk() if leaf.op == "sym"}
    closed = {name for name in names if plan.ends.get(name)}
    for guard in plan.guards:
        bounded = any(part.op == "const" and part.number != 0 for part in guard.walk())
        if guard.op == "compare" and guard.text in {"<=", ">="} and bounded:
            closed |= names & {leaf.text for leaf in guard.walk() if leaf.op == "sym"}
    return min(closed, default="")


def _may_tie(plan: Plan) -> bool:
    """Tell whether a random number without a law may be at a number, or another of them, with a chance of its own."""
    variables = getattr(plan.chance, "variables", {})
    return open_chances(plan) and all(symbol.ty == NUM for symbol in variables.values())


def _is_infinite(end: Term) -> bool:
    return end.op == "const" and math.isinf(end.number)


def _may_step(relation: Relation, plan: Plan) -> bool:
    """Tell whether a side may jump at whole numbers, where nothing but its values is asked for."""
    if plan.broken or (plan.chance is not None and not _may_tie(plan)) or is_rough(relation.left, relation.right):
        return False
    return any(
        part.op in STEPS or part.text in STEPS for side in (relation.left, relation.right) for part in side.walk()
    )


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
