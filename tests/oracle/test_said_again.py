"""Parameters of a definition that is said again in other words: they stand for anything."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

DEFINED = r"$\text{GDT}(X, Y) = \sum_{i,j,k} [X \odot Y]_{ijk}$，其中 $\odot$ 表示逐元素乘法。"
HEAD = r"\text{GDT}(X, Y) = "


def verdict(context: str, latex: str) -> str:
    return str(ask_row(context, latex)[-1]["verdict"])


def test_the_other_formula_is_verified() -> None:
    assert verdict(DEFINED + "换句话说：", HEAD + r"\sum_{i,j,k} X_{ijk} Y_{ijk}").startswith("verified")


@pytest.mark.parametrize(
    "wrong", [r"\sum_{i,j,k} X_{ijk} Y_{kji}", r"\sum_{i,j,k} (X_{ijk} + Y_{ijk})", r"\sum_{i,j,k} X_{ijk} Y_{ijk}^2"]
)
def test_a_slip_in_it_is_refuted(wrong: str) -> None:
    assert verdict(DEFINED + "换句话说：", HEAD + wrong) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [("$f(x, y) = x^2 + y$. A point that stays:", "f(x, y) = x"), ("$f(x, y) = x^2 + y$. At the root", "f(x, y) = 0"),
     ("$f(x) = x^2$. In other words,", "f(x) = x")],
)  # fmt: skip
def test_an_equation_to_be_solved_is_not(context: str, latex: str) -> None:
    assert verdict(context, latex) not in {"refuted", "verified", "verified-exact"}
