"""A property goes to a symbol only by plain patterns; everything else leaves it unread."""

from __future__ import annotations

import pytest

from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope

A = r"$A\in\mathbb{R}^{n\times n}$"


def read(prose: str) -> Scope:
    """Read a paragraph into a fresh scope."""
    scope = Scope()
    read_prose(scope, prose)
    return scope


@pytest.mark.parametrize(
    "prose",
    [f"{A} is symmetric.", f"Let {A} be real and symmetric.", f"For symmetric {A} we have", f"{A} 是对称矩阵。",
     f"设 {A} 为对称矩阵，则", f"the symmetric weight matrix {A}", f"{A} is assumed to be symmetric, so"],
)  # fmt: skip
def test_plain_patterns_give_the_property(prose: str) -> None:
    scope = read(prose)
    assert "symmetric" in scope.symbols["A"].props


@pytest.mark.parametrize(
    "prose",
    [f"{A} has a symmetric part $S$.", f"{A} commutes with a symmetric matrix.", f"{A}, while its square is symmetric.",
     f"{A} 的平方是对称的。", f"{A} 可以对称化。", f"{A} has rank $r$ and the sum is symmetric.",
     f"{A} is symmetric up to a permutation."],
)  # fmt: skip
def test_what_is_said_of_something_else_is_left_unread(prose: str) -> None:
    scope = read(prose)
    assert "symmetric" not in scope.symbols["A"].props
    assert scope.doubts


@pytest.mark.parametrize("adverb", ["locally", "piecewise", "quasi", "almost"])
def test_weakened_properties_are_not_given(adverb: str) -> None:
    scope = read(rf"$f:\mathbb{{R}}\to\mathbb{{R}}$ is {adverb} linear.")
    assert "linear" not in scope.symbols["f"].props
    assert scope.doubts


def test_what_a_name_has_is_given_too() -> None:
    assert "full-column-rank" in read(r"$X\in\mathbb{R}^{n\times d}$ has full column rank.").symbols["X"].props


def test_partners_of_a_relation_are_those_that_it_names() -> None:
    facts = read(r"The random variable $X$ is independent of $Z$, and $Y$ is arbitrary.").facts
    assert ("independent", "X", "Z") in facts
    assert not any("Y" in fact for fact in facts)
