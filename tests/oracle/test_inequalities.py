"""Chains of inequalities, the order of symmetric matrices, and what a display says of all values."""

from __future__ import annotations

from oracle.asking import verdicts
from oracle.twins import missed

ORDERED = r"$A,B\in\mathbb{R}^{n\times n}$ SPD with $A\preceq B$."


def test_inequalities_and_their_wrong_twins() -> None:
    assert not missed("inequalities")


def test_an_order_of_matrices_is_a_hypothesis() -> None:
    assert verdicts(ORDERED, r"B^{-1} \preceq A^{-1}") == ["verified"]
    assert verdicts(ORDERED, r"A^2 \preceq B^2") == ["refuted"]


def test_what_it_holds_for_is_no_claim() -> None:
    assert verdicts("", r"\forall x \in \mathbb{R}:\ e^x \ge 1 + x") == ["not-checkable", "verified"]
