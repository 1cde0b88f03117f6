r"""Sentences that introduce the formula below as a definition: “The softmax is defined as”, “协方差定义为”, “Let”.

The words must end the sentence that runs into the formula: what was defined further up is a fact to be judged. A
definition of a function that is known here is compared with it, and adopted if it says something else.
"""

from __future__ import annotations

import re
from functools import cache

from vault_runner.oracle.classify import EQUALITIES, classify
from vault_runner.oracle.engines import defines_known, defines_otherwise
from vault_runner.oracle.prose_kinds import declare_kind
from vault_runner.oracle.redefinitions import function_of, redefine
from vault_runner.oracle.reserve import last_clause, patterns_of
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.verdicts import Answer

_KINDS = ("col", "num", "mat", "rv")
_DEFINABLE = frozenset({"fun", "apply", "call", "norm", "inner", "abs", "deriv", "prime"})


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return patterns_of("introductions.txt")


def introduced(lead: str) -> bool:
    """Tell whether the prose just above a formula says that the formula defines something."""
    clause = last_clause(lead)
    table = _patterns()
    if any(pattern.search(clause) for pattern in table["concluded"]):
        return False
    return any(pattern.search(clause) for pattern in table["introducing"])


def defined_here(left: Node, relation: str, right: Node, scope: Scope, lead: str) -> Answer | None:
    """Return that a relation defines what stands on its left, None if it is a claim or of another kind."""
    if relation not in EQUALITIES or not lead or not introduced(lead) or not _definable(left, right):
        return None
    if classify(left, relation, right, scope) != "claim":
        return None
    key = function_of(left.args[0] if left.head == "sub" else left)
    if key and _differs(left, right, scope):
        redefine(scope, key)
        return Answer("definition", "", "it differs from the usual meaning; what uses it below is left open")
    return Answer("definition")


def _differs(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether a known function is defined otherwise, whatever kind its undeclared arguments have."""
    whole = left.args[0] if left.head == "sub" else left
    free = [name for part in whole.args if (name := name_of(part)) and scope.get(name) is None]
    found = False
    for kind in _KINDS if free else _KINDS[:1]:
        trial = scope.copy()
        for name in free:
            declare_kind(trial, name, kind, ())
        if defines_known(left, right, trial):
            return False
        found = found or defines_otherwise(left, right, trial)
    return found


def _definable(left: Node, right: Node) -> bool:
    r"""Tell whether a side is a name, or a function of plain names of which the right side speaks."""
    if name_of(left):
        return True
    whole = left.args[0] if left.head == "sub" else left
    if whole.head not in _DEFINABLE:
        return False
    spoken = {name_of(part) for part in right.walk()}
    own = 1 if whole.head in {"apply", "call"} else 0
    inner = [name_of(part) for part in whole.args[own:]]
    return bool(inner) and all(name and name in spoken for name in inner)
