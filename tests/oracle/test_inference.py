"""Kinds that the relations of a paragraph force, and what stays open."""

from __future__ import annotations

import pytest

from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope


def kinds(prose: str) -> dict[str, str]:
    """Return the kinds of all names that a paragraph declares or hints at."""
    scope = Scope()
    read_prose(scope, prose)
    found = {name: symbol.ty.kind for name, symbol in scope.symbols.items() if symbol.ty is not None}
    return found | {name: ty.kind for name, ty in scope.hints.items()}


@pytest.mark.parametrize(
    ("prose", "name", "kind"),
    [
        (r"$A\in\mathbb{R}^{m\times n}$, $b\in\mathbb{R}^m$, $Ax\neq b$.", "x", "col"),
        (r"$A$ has full column rank; consider $\|Ax-b\|_2$.", "b", "col"),
        (r"$f(x)=\frac12x^\top Ax+b^\top x+c$ with $A$ symmetric.", "c", "num"),
        (r"$f(x)=\frac12x^\top Ax+b^\top x+c$ with $A$ symmetric.", "x", "col"),
        (r"$Av=\lambda v$, $v\neq0$, for the matrix $A$.", "lambda", "num"),
        (r"$Av=\lambda v$, $v\neq0$, for the matrix $A$.", "v", "col"),
        (r"$x=r\cos\theta$ with $r>0$.", "theta", "num"),
    ],
)
def test_the_only_kind_that_fits_is_taken(prose: str, name: str, kind: str) -> None:
    assert kinds(prose)[name] == kind


@pytest.mark.parametrize(
    ("prose", "name"),
    [
        (r"$A\in\mathbb{R}^{n\times n}$, and we look at $AX$.", "X"),
        (r"Numbers with $x+y=z$.", "w"),
        (r"$w=xy$.", "y"),
        (r"$\dot x = A(x-c)$ where $A\in\mathbb{R}^{n\times n}$.", "x"),
    ],
)
def test_what_may_be_several_things_stays_undeclared(prose: str, name: str) -> None:
    assert name not in kinds(prose)


def test_what_is_only_unequal_to_zero_takes_the_kind_of_its_noun() -> None:
    assert kinds(r"Let $N\neq0$ be a square matrix.")["N"] == "mat"
    assert kinds(r"Let $c\neq0$.")["c"] == "num"


def test_a_hint_lasts_as_long_as_its_paragraph() -> None:
    scope = Scope()
    read_prose(scope, r"$f(x)=x^\top Ax$ with $A$ symmetric.")
    assert scope.hints
    read_prose(scope, "Next comes another topic.")
    assert not scope.hints


def test_kinds_do_not_hang_on_the_order_of_a_set() -> None:
    assert all(kinds(r"$A\in\mathbb{R}^{m\times n}$, $b\in\mathbb{R}^m$, $Ax\neq b$.")["x"] == "col" for _ in range(3))
