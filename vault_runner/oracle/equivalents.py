r"""Asymptotic equality, `f(n) \sim g(n)` where the note says what n tends to: the quotient is measured on the way."""

from __future__ import annotations

import math

import numpy as np

from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.evaluate import EvaluationError, Evaluator
from vault_runner.oracle.judge import read_relation
from vault_runner.oracle.names import DISTRIBUTIONS
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer, unable

SMALL = tuple(0.2 / 4**k for k in range(4))
LARGE = (20.0, 40.0, 80.0, 160.0)
SETTLED, CLEAR = 0.02, 0.1


def equivalent(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `f ~ g` in one variable whose limit is stated; None if it is a law, a shape or something else."""
    if statement.relations != ("~",) or len(statement.members) != PAIR:
        return None
    left, right = statement.members
    names = {name_of(part) for side in (left, right) for part in side.walk() if name_of(part)} - {"e", "pi"}
    ways = [(name, way) for name in names for way in ("small", "large") if f"{way} {name}" in scope.options]
    law = right.head == "call" and name_of(right.args[0]) in DISTRIBUTIONS
    if (
        len(ways) != 1
        or law
        or len(names) != 1
        or name_of(left)
        or scope.get(ways[0][0]) not in _plain(scope, ways[0][0])
    ):
        return None
    return [_measured(left, right, *ways[0], scope, seed)]


def _plain(scope: Scope, name: str) -> tuple[Symbol | None, ...]:
    symbol = scope.get(name)
    return (symbol,) if symbol is None or (symbol.ty in {None, NUM} and symbol.body is None) else ()


def _measured(left: Node, right: Node, name: str, way: str, scope: Scope, seed: int) -> Answer:
    inner = Scope(symbols={name: Symbol(name, NUM, frozenset({"positive"}))})
    facts = survey((left, right), inner)
    try:
        read = read_relation(left, "=", right, facts.scope, {}, facts.calls)
        with np.errstate(all="ignore"):
            ratios = [
                float(Evaluator({}, {name: at})(read.relation.left))
                / float(Evaluator({}, {name: at})(read.relation.right))
                for at in (SMALL if way == "small" else LARGE)
            ]
    except (MeaningError, ChoiceError, ClashError, EvaluationError, ArithmeticError, ValueError, KeyError) as error:
        return unable("asymptotic", str(error))
    away = [abs(ratio - 1) for ratio in ratios]
    reading = [f"{name} tends to {'zero' if way == 'small' else 'infinity'}; the quotient of both sides was measured"]
    answer = Answer("verified", "order", evidence={"seed": seed, "quotients": ratios}, reading=reading)
    if not all(map(math.isfinite, ratios)):
        return unable("asymptotic", "a quotient that isn't finite on the way")
    if away[-1] > CLEAR and abs(ratios[-1] - ratios[-2]) < SETTLED:
        answer.verdict = "doubted" if scope.doubts else "refuted"
        answer.reason = f"the quotient tends to {ratios[-1]:.4g}, not to 1"
    elif away[-1] > SETTLED or away[-1] > away[0]:
        return unable("asymptotic", "the quotient doesn't settle where it was measured")
    return answer
