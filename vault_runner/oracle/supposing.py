"""Equations that the prose supposes: what fails in general is judged again where they hold."""

from __future__ import annotations

from vault_runner.oracle.judge import judge
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.verdicts import Answer


def supposing(answer: Answer, left: Node, relation: str, right: Node, scope: Scope, seed: int) -> Answer:
    """Judge what fails in general where the equations hold that the prose supposes; what none can meet says nothing."""
    told = [one for one in scope.told if _of_arrays(scope, *one[1:])]
    holds = answer.verdict in {"verified", "verified-exact"}
    if not told or not (holds or answer.code == "unread"):
        return answer
    narrow = scope.copy()
    narrow.assumed += [(one, "=", other) for _, one, other in told]
    narrow.unread = [text for text in scope.unread if text not in {latex for latex, _, _ in told}]
    again = judge(left, relation, right, narrow, seed)
    if holds:
        return again if again.code == "guard" else answer
    if again.code == "guard" and set(scope.unread) <= {latex for latex, _, _ in told}:
        return again  # nothing but what no sample met stands against a statement that may need it
    return answer if again.verdict in {"not-checkable", "ambiguous"} else again


def _of_arrays(scope: Scope, *sides: Node) -> bool:
    """Tell whether an equation speaks of declared numbers and arrays only."""
    known = [scope.get(name) for side in sides for part in side.walk() if (name := name_of(part))]
    return bool(known) and all(
        symbol is not None and symbol.ty is not None and symbol.ty.kind != "fun" and not symbol.random
        for symbol in known
    )
