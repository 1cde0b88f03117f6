"""Eigenvalues of real matrices may be complex: their sum is real, and there is no order among them."""

from __future__ import annotations

import warnings

import pytest
from oracle.asking import answer, verdict

GIVEN = r"$\lambda_1,\dots,\lambda_n$ are the eigenvalues of $A\in\mathbb{R}^{n\times n}$."
SYMMETRIC = r"$\lambda_1,\dots,\lambda_n$ are the eigenvalues of the symmetric matrix $A\in\mathbb{R}^{n\times n}$."


@pytest.mark.parametrize(
    "latex",
    [
        r"\operatorname{tr}(A) = \sum_{i=1}^n\lambda_i",
        r"\det(A) = \prod_i\lambda_i",
        r"\mathbf{1}^\top\lambda = \operatorname{tr}(A)",
    ],
)
def test_what_is_real_in_the_end_is_compared(latex: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert verdict(GIVEN, latex) == "verified"


def test_complex_numbers_have_no_largest() -> None:
    claim = r"\max(\lambda) \ge \frac1n\operatorname{tr}(A)"
    assert answer(GIVEN, claim)["code"] == "domain"
    assert verdict(SYMMETRIC, claim) == "verified"


@pytest.mark.parametrize("given", [GIVEN, SYMMETRIC])
def test_a_wrong_sum_is_not_verified(given: str) -> None:
    assert not verdict(given, r"\operatorname{tr}(A) = \prod_i\lambda_i").startswith("verified")
