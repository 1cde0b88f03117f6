"""Rules of calculus between functions themselves."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed


def test_functions_and_their_wrong_twins() -> None:
    assert not missed("pointwise")


def test_functions_that_nothing_declares_are_never_refuted() -> None:
    assert verdict("", "(fg)' = f'g'") != "refuted"
