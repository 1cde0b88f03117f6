r"""Growth of expressions in one size, `2n^3 + 5n^2 = O(n^3)`: their leading terms are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vault_runner.oracle.classify import GROWTH
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.judge import read_relation
from vault_runner.oracle.leading import Scale, compared, expansion
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer, unable

_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "O": lambda order: order <= 0, "mathcal:O": lambda order: order <= 0, "Theta": lambda order: order == 0,
    "Omega": lambda order: order >= 0,
}  # fmt: skip
"""What a bound says of its two sides, by whether the left one grows less (-1), as much, or more."""


def growth(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `f(n) = O(g(n))` where both are expressions in one size; None if it is something else."""
    if statement.relations != ("=",):
        return None
    left, right = (_bare(member) for member in statement.members)
    bound = statement.members[1]
    if bound.head != "call" or name_of(bound.args[0]) not in _HOLDS or len(bound.args) != PAIR:
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
        scales = [expansion(side, name).lead[0] for side in (read.relation.left, read.relation.right)]
        order = compared(*scales)
    except (MeaningError, ChoiceError, ClashError, EvaluationError, ArithmeticError, ValueError) as error:
        return unable("asymptotic", str(error))
    growths = [_written(scale, name) for scale in scales]
    answer = Answer(
        "verified", "order", evidence={"seed": seed, "growth": growths}, reading=[f"{name} grows without bound"]
    )
    if not _HOLDS[kind](order):
        answer.verdict = "refuted" if not scope.doubts else "doubted"
        answer.reason = f"it grows like {growths[0]}, the bound like {growths[1]}"
    return answer


def _written(scale: Scale, name: str) -> str:
    """Write a scale as a product of powers."""
    exponents = [_power(factor, power) for factor, power in zip((f"{name} log {name}", name), scale, strict=False)]
    bases = (name, f"(log {name})", f"(log log {name})")
    factors = [f"e^({exponent})" for exponent in exponents if exponent]
    factors += [f"{base}^{power:.4g}" if power != 1 else base
                for base, power in zip(bases, scale[2:], strict=True) if power]  # fmt: skip
    return " ".join(factors) or "1"


def _power(factor: str, power: float) -> str:
    return "" if not power else factor if power == 1 else f"{power:.4g} {factor}"
