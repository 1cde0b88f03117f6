"""Implications and equivalences: hypotheses are met by samples, and what follows from them is judged."""

from __future__ import annotations

from oracle.asking import answer, verdicts
from oracle.twins import missed


def test_implications_and_their_wrong_twins() -> None:
    assert not missed("implications")


def test_the_reading_says_where_it_was_judged() -> None:
    found = answer(r"$a,b\in\mathbb{R}$.", r"a > b \Rightarrow e^a > e^b")
    assert any("where the hypothesis holds" in line for line in found["reading"])


def test_a_counterexample_meets_the_hypothesis() -> None:
    found = answer(r"$a,b\in\mathbb{R}$.", r"a > b \Rightarrow a^2 > b^2")
    values = found["counterexample"]["values"]
    assert found["verdict"] == "refuted"
    assert values["a"] > values["b"]


def test_an_invertible_matrix_stays_invertible_where_the_hypothesis_holds() -> None:
    context = r"$A\in\mathbb{R}^{n\times n}$, $B\in\mathbb{R}^{n\times m}$"
    assert "refuted" not in verdicts(context + " with $A$ invertible.", r"AB = 0 \Rightarrow B = 0")
    assert "refuted" in verdicts(context + ".", r"AB = 0 \Rightarrow B = 0")
