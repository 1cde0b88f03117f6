r"""Growth of expressions in one size, `2n^3 + 5n^2 = O(n^3)`: the exponent is measured where the size is large."""

from __future__ import annotations

import math

import numpy as np

from vault_runner.oracle.classify import GROWTH
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.evaluate import EvaluationError, Evaluator
from vault_runner.oracle.judge import read_relation
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term
from vault_runner.oracle.verdicts import Answer, unable

LARGE = (1e5, 1e6, 1e7)
SETTLED, CLEAR = 0.02, 0.3
_BOUNDS = frozenset({"O", "mathcal:O"})
_KINDS = _BOUNDS | {"Theta", "Omega"}


def growth(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `f(n) = O(g(n))` where both are expressions in one size; None if it is something else."""
    if statement.relations != ("=",):
        return None
    left, right = (_bare(member) for member in statement.members)
    bound = statement.members[1]
    if bound.head != "call" or name_of(bound.args[0]) not in _KINDS or len(bound.args) != PAIR:
        return None
    names = {name_of(part) for side in (left, right) for part in side.walk() if name_of(part)} - {"e", "pi"}
    if len(names) != 1 or any(f"small {name}" in scope.options for name in names):
        return None
    name = names.pop()
    symbol = scope.get(name)
    if symbol is not None and (symbol.body is not None or symbol.ty not in {None, NUM}):
        return None
    return [_compared(left, right, name_of(bound.args[0]), name, scope, seed)]


def _bare(node: Node) -> Node:
    """Return what stands inside of `O(…)`, else the expression itself."""
    inner = peel(node)
    return (
        inner.args[1] if inner.head == "call" and name_of(inner.args[0]) in GROWTH and len(inner.args) == PAIR else node
    )


def _compared(left: Node, right: Node, kind: str, name: str, scope: Scope, seed: int) -> Answer:
    inner = Scope(symbols={name: Symbol(name, NUM, frozenset({"positive"}))})
    facts = survey((left, right), inner)
    try:
        read = read_relation(left, "=", right, facts.scope, {}, facts.calls)
        slopes = [_slope(side, name) for side in (read.relation.left, read.relation.right)]
    except (MeaningError, ChoiceError, ClashError, EvaluationError, ArithmeticError, ValueError) as error:
        return unable("asymptotic", str(error))
    excess = slopes[0] - slopes[1]
    evidence = {"seed": seed, "exponents": [round(slope, 4) for slope in slopes]}
    answer = Answer("verified", "order", evidence=evidence, reading=[f"{name} grows without bound"])
    fits = {"Theta": abs(excess) < SETTLED, "Omega": excess > -SETTLED}.get(kind, excess < SETTLED)
    clear = {"Theta": abs(excess) > CLEAR, "Omega": excess < -CLEAR}.get(kind, excess > CLEAR)
    if clear:
        answer.verdict = "refuted" if not scope.doubts else "doubted"
        answer.reason = f"it grows like {name}^{slopes[0]:.3g}, the bound like {name}^{slopes[1]:.3g}"
    elif not fits:
        return unable("asymptotic", "the growth isn't that of a power")
    return answer


def _slope(term: Term, name: str) -> float:
    """Measure the exponent between large values; one that changes is that of no power."""
    with np.errstate(all="ignore"):
        values = [abs(float(Evaluator({}, {name: large})(term))) for large in LARGE]
    if not all(math.isfinite(value) and value > 0 for value in values):
        raise EvaluationError("asymptotic", "it is not finite and positive where the size is large")
    first, second = (math.log10(values[k + 1] / values[k]) for k in range(2))
    if abs(first - second) > SETTLED:
        raise EvaluationError("asymptotic", "its growth isn't that of a power")
    return second
