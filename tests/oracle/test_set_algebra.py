"""Identities between sets, tried on every Venn diagram."""

from __future__ import annotations

from oracle.asking import answer, verdict
from oracle.twins import missed


def test_sets_and_their_wrong_twins() -> None:
    assert not missed("sets")


def test_a_counterexample_lists_what_the_sets_hold() -> None:
    found = answer("Let $A$ and $B$ be sets.", r"A\cup B = A\cap B")
    assert found["verdict"] == "refuted"
    assert "A = {" in found["reason"]


def test_sets_that_nothing_declares_are_never_refuted() -> None:
    assert verdict("", r"A\cup B = A\cap B") == "not-checkable"
