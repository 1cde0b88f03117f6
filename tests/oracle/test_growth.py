"""Growth in one size is that of its leading term."""

from __future__ import annotations

import pytest
from oracle.asking import verdict


@pytest.mark.parametrize("latex", [r"2n^3 + 5n^2 + 7 = O(n^3)", r"n\log n = O(n^2)", r"3n = \Theta(n)", "5n = O(n^2)"])
def test_right_bounds_are_verified(latex: str) -> None:
    assert verdict("Counting the operations:", latex) == "verified"


@pytest.mark.parametrize("latex", ["2n^3 + 5n^2 = O(n^2)", "n! = O(n^3)", r"2n = \Theta(n^2)", r"n^2 = O(n\log n)"])
def test_wrong_bounds_are_refuted(latex: str) -> None:
    assert verdict("Counting the operations:", latex) == "refuted"


def test_a_fixed_or_vanishing_size_is_another_matter() -> None:
    assert verdict("For a fixed constant $n$.", "n^3 = O(n^2)") != "refuted"
    assert verdict(r"$n\to 0$.", "n^3 = O(n^2)") != "refuted"


def test_a_letter_that_is_a_size_is_multiplied() -> None:
    assert verdict(r"$W\in\mathbb{R}^{o\times d}$.", "o(d+1) = od + o").startswith("verified")
