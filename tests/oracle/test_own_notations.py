"""Notations that a paragraph defines by a pattern are put in wherever they are used."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope

MATRICES = r"$A,B,C\in\mathbb{R}^{n\times n}$, and "


@pytest.mark.parametrize(
    ("prose", "known"),
    [
        (r"$[X,Y]=XY-YX$.", {"[]"}),
        (r"$R_t=\begin{pmatrix}1&t\\0&1\end{pmatrix}$.", {"R"}),
        (r"$[X,Y]=Z$.", set()),
        (r"$x_t = x_{t-1}+t$.", set()),
        (r"$a_n = n^2$.", set()),
        (r"$s_t = \sum_{k=1}^t k$.", set()),
        (r"$A\in\mathbb{R}^{n\times n}$ and $A_t = tI$.", set()),
    ],
)
def test_what_is_a_notation(prose: str, known: set[str]) -> None:
    scope = Scope()
    read_prose(scope, prose)
    assert set(scope.notations) == known


def test_a_claim_with_brackets_is_no_definition() -> None:
    assert verdict(MATRICES + "$[X,Y]=XY-YX$.", "[A,BC] = [A,B]C+B[A,C]").startswith("verified")
    assert verdict(MATRICES + "$[X,Y]=XY-YX$.", "[A,BC] = [A,B]C+[A,C]B") == "refuted"
    assert verdict(MATRICES + "$A$ is symmetric.", "[A,B] = AB-BA") not in {"verified", "verified-exact", "refuted"}


def test_an_index_may_be_computed() -> None:
    prose = r"$a,b\in\mathbb{R}$ and $L_c=\begin{pmatrix}1&c\\0&1\end{pmatrix}$."
    assert verdict(prose, "L_{a+b} = L_aL_b").startswith("verified")
    assert verdict(prose, "L_{a-b} = L_aL_b") == "refuted"


def test_a_name_declared_again_is_no_notation_any_more() -> None:
    scope = Scope()
    read_prose(scope, r"$R_t=\begin{pmatrix}1&t\\0&1\end{pmatrix}$.")
    read_prose(scope, r"$R\in\mathbb{R}^{n\times n}$.")
    assert not scope.notations
