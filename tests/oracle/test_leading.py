r"""The leading terms of an expression are told exactly: no logarithm is lost beside a power."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

HELD = [
    r"n\log n + 100n = O(n\log n)", r"\log n = O(n^{0.01})", "10^6 n = O(n)", r"n + 10^9 = \Theta(n)",
    r"n^{\log_2 7} = O(n^{2.81})", r"\ln n! = \Theta(n\log n)", "n! = O(n^n)", "2^{n+1} = O(2^n)",
    "2^n + e^n = O(3^n)", r"\log(n^2+1) = \Theta(\log n)", "(n+1)^2 - n^2 = O(n)", "n^{1/\\log n} = O(1)",
    r"\lfloor n/2\rfloor = \Theta(n)", r"\binom{n}{2} = \Theta(n^2)", r"\max(n, \log n) = O(n)",
    r"n^2 = \Omega(n\log n)",
]  # fmt: skip
BROKEN = [
    r"n\log n + 100n = O(n)", r"\log n = O(1)", r"\log\log n = O(1)", "n^{1.01} = O(n)", r"\log^2 n = O(\log n)",
    r"n^{0.001}\log n = O(\log n)", r"n^{\log_2 7} = O(n^{2.8})", "n^n = O(n!)", "2^{2n} = O(2^n)",
    "(n+1)^2 - n^2 = O(1)", r"\lceil\log n\rceil = O(\log\log n)", r"n\log n = \Theta(n)", r"n = \Omega(n\log n)",
]  # fmt: skip
OUTSIDE = [r"\sqrt{n+1} - \sqrt{n} = O(1)", r"n^{\log n} = O(n^2)", r"2^{\sqrt n} = O(n)", r"n\sin n = O(n)"]


@pytest.mark.parametrize("latex", HELD)
def test_a_bound_that_holds_is_verified(latex: str) -> None:
    assert verdict(r"$n\to\infty$.", latex) == "verified"


@pytest.mark.parametrize("latex", BROKEN)
def test_a_bound_that_is_passed_is_refuted_however_slowly(latex: str) -> None:
    assert verdict(r"$n\to\infty$.", latex) == "refuted"


@pytest.mark.parametrize("latex", OUTSIDE)
def test_what_is_no_product_of_known_scales_is_left_open(latex: str) -> None:
    assert verdict(r"$n\to\infty$.", latex) == "not-checkable"


def test_both_growths_are_told() -> None:
    told = answer(r"$n\to\infty$.", r"n\log n = O(n)")
    assert told["reason"] == "it grows like n (log n), the bound like n"


def test_exponents_that_rounding_could_part_are_left_open() -> None:
    assert verdict(r"$n\to\infty$.", "n^{2.00000001} = O(n^2)") == "not-checkable"


def test_many_mixed_terms_end_soon() -> None:
    mixed = " + ".join(rf"n^{{{k}.5}} + \log^{{{k}}} n" for k in range(2, 22))
    assert verdict(r"$n\to\infty$.", f"({mixed})^{{12}} = O(n)") in {"not-checkable", "refuted"}
