"""A sum that stops short gives no undeclared vector its length."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

WORDS = "The entries of a vector are added up by its dot product with a vector 1 of ones:"


@pytest.mark.parametrize("last", ["d-1", "n-2"])
def test_a_bound_that_may_be_a_slip_is_no_declaration(last: str) -> None:
    assert verdict(WORDS, rf"\langle x, 1 \rangle = \sum_{{i=1}}^{{{last}}} x_i") == "not-checkable"


def test_a_plain_bound_and_a_declared_length_are() -> None:
    assert verdict(WORDS, r"\langle x, 1 \rangle = \sum_{i=1}^{d} x_i").startswith("verified")
    declared = r"$x\in\mathbb{R}^{n-1}$."
    assert verdict(declared, r"\langle x, 1 \rangle = \sum_{i=1}^{n-1} x_i").startswith("verified")
