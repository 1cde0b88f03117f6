"""A counterexample is computed again in many digits before it is held against a note."""

from __future__ import annotations

import pytest

from vault_runner.oracle.digits import differs_in_digits
from vault_runner.oracle.judge import read_relation
from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope
from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.survey import survey
from vault_runner.oracle.told import Read

SQUARE = r"$A,B\in\mathbb{R}^{n\times n}$ are invertible, $x\in\mathbb{R}^n$, $t\in\mathbb{R}$."


def differs(latex: str) -> bool | None:
    """Read one equation and compare its sides in many digits."""
    scope = Scope()
    read_prose(scope, SQUARE)
    left, right = read_formula(latex)[0].members
    facts = survey((left, right), scope)
    read: Read = read_relation(left, "=", right, facts.scope, {}, facts.calls)
    return differs_in_digits(read.relation, read.plan, 1, 1, small=False)


@pytest.mark.parametrize(
    "latex",
    ["AB = BA", "(A+B)^2 = A^2 + 2AB + B^2", "A^{-1} = A", r"\det(2A) = 2\det A", r"\|2x\|_2 = 3\|x\|_2",
     r"\sin(2t) = 2\sin t", r"\sum_{k=1}^{4} k t = 11t",
     r"\operatorname{tr}(AB) = \operatorname{tr}(A)\operatorname{tr}(B)",
     r"A_{ij} = A_{ji}"],
)  # fmt: skip
def test_wrong_equations_differ(latex: str) -> None:
    assert differs(latex) is True


@pytest.mark.parametrize(
    "latex",
    ["(AB)^{-1} = B^{-1}A^{-1}", r"\det(AB) = \det A\det B", r"\sin^2 t + \cos^2 t = 1",
    r"x^\top A x = x^\top A^\top x",
     r"\sum_{k=1}^{4} k t = 10t", r"(AB)^\top = B^\top A^\top"],
)  # fmt: skip
def test_right_equations_agree_but_for_many_digits(latex: str) -> None:
    assert differs(latex) is False


def test_what_has_no_rule_says_nothing() -> None:
    assert differs(r"\operatorname{rank}(AB) = 7") is None
