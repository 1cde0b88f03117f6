r"""Expansions with a remainder, `f(x+h) = … + O(h^k)`: the order is measured as h shrinks."""

from __future__ import annotations

import math

import numpy as np

from vault_runner.oracle import late
from vault_runner.oracle.classify import GROWTH
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.judge import CAP_SECONDS, read_relation
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.survey import Survey, survey
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.told import Read
from vault_runner.oracle.verdicts import Answer, unable
from vault_runner.oracle.worlds import make_world

HALVINGS = tuple(0.4 / 2**k for k in range(5))
WORLDS = 4
ROUNDING = 3e-10
SLACK = 0.3
HALF = 0.5
CLEARLY_LESS = 0.6
MOST_GUESSES = 3


def expansion(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `a = b + O(h^k)` where the note says that h goes to zero; None if it is something else."""
    if statement.relations != ("=",):
        return None
    left, right = statement.members
    parts = right.args if right.head == "add" else (right,)
    growth = [part for part in parts if part.head == "call" and name_of(part.args[0]) in GROWTH]
    rest = [part for part in parts if part not in growth]
    if len(growth) != 1 or not rest or len(growth[0].args) != 2:  # noqa: PLR2004 - one argument
        return None
    small = _small(growth[0].args[1])
    if small is None or f"small {small[0]}" not in scope.options:
        return None
    inner = scope.copy()
    if inner.get(small[0]) is None:
        inner.declare(Symbol(small[0], NUM))
    whole = Node("add", tuple(rest)) if len(rest) > 1 else rest[0]
    little = name_of(growth[0].args[0]) in {"o", "mathcal:o"}
    return [_measured(left, whole, inner, small, seed, little=little)]


def _small(node: Node) -> tuple[str, int] | None:
    r"""Read `h^k`, `\|h\|^k` or `h` as a name and an order."""
    base, order = (node.args[0], node.args[1].text) if node.head == "pow" else (node, "1")
    base = peel(base)
    name = name_of(base.args[0]) if base.head in {"norm", "abs"} else name_of(base)
    return (name, int(order)) if name and order.isdigit() else None


def _measured(
    left: Node, right: Node, scope: Scope, small: tuple[str, int], seed: int, *, little: bool = False
) -> Answer:
    facts = survey((left, right), scope)
    try:
        read = _only_numbers(left, right, facts)
        slopes = [slope for world in range(WORLDS) for slope in _slopes(read, small[0], seed + world)]
    except (MeaningError, ChoiceError, ClashError, EvaluationError) as error:
        return unable(getattr(error, "code", "asymptotic"), str(error))
    answer = Answer("verified", "order", evidence={"seed": seed, "order": small[1], "slopes": slopes})
    least = small[1] + (HALF if little else 0.0)
    if slopes and max(slopes) < (small[1] + SLACK if little else small[1] - CLEARLY_LESS):
        sure = not read.el.guessed and not scope.doubts
        answer.verdict, answer.reason = (
            "refuted" if sure else "doubted",
            f"the remainder shrinks like {small[0]}^{max(slopes):.1f}",
        )
    elif slopes and min(slopes) < least - (0.0 if little else SLACK):
        return unable("between", "the order of the remainder isn't clear")
    return answer


def _only_numbers(left: Node, right: Node, facts: Survey) -> Read:
    """Read both sides; names of which nothing is said are numbers, as what goes to zero is."""
    choices: dict[str, str] = {}
    for _ in range(MOST_GUESSES):
        try:
            return read_relation(left, "=", right, facts.scope, choices, facts.calls)
        except ChoiceError as question:
            if "num" not in question.options:
                raise
            choices[question.key] = "num"
    return read_relation(left, "=", right, facts.scope, choices, facts.calls)


def _slopes(read: Read, name: str, seed: int) -> list[float]:
    """Return the measured order in one world, empty if nothing but rounding remains."""
    with np.errstate(all="ignore"):
        world = make_world(read.plan, seed, 1)
        ev, start = world.evaluator(late.now() + CAP_SECONDS), world.values[name]
        errors = []
        for scale in HALVINGS:
            world.values[name] = start * scale
            errors.append(float(np.max(np.abs(ev(read.relation.left) - ev(read.relation.right)))))
    if not all(map(math.isfinite, errors)):
        raise EvaluationError("domain", "a side is not finite here")
    usable = [error for error in errors if error > ROUNDING]
    return [math.log2(usable[-2] / usable[-1])] if len(usable) > 2 else []  # noqa: PLR2004 - two for a slope
