"""Hostile mathematics: every one of these must end at once and without a verdict."""

from __future__ import annotations

import pytest
from oracle.asking import verdicts

from vault_runner.oracle.macros import read_macros
from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.syntax import UnreadableError

HOSTILE = (
    "(" * 5000,
    "x" * 1_000_000,
    r"\frac{1}{" * 300 + "2" + "}" * 300,
    "2^{2^{2^{2^{2^{2^{2}}}}}} = 1 + x",
    "1000! = 999! + x",
    r"\prod_{k=1}^\infty k = 1",
    r"\sum_{i=1}^{99999999999} i = 4",
    r"\det(A^{99999999}) = 7",
    r"\left( \left[ \right) \right] = \|",
    "{" * 200 + "}" * 199,
    "\\" * 4000,
    "",
    r"__import__('os').system('true') = 0",
)


@pytest.mark.parametrize("latex", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_formulas_get_no_verdict(latex: str) -> None:
    context = r"$A\in\mathbb{R}^{n\times n}$ is invertible and $x\in\mathbb{R}$."
    assert not set(verdicts(context, latex)) & {"verified", "verified-exact"}


def test_macros_without_end_are_cut() -> None:
    macros = read_macros(r"\newcommand{\a}{\a\a}")
    with pytest.raises(UnreadableError, match="without end"):
        read_formula(r"\a = 1", macros)
