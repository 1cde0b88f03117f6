"""Chances and means over continuous variables: what nodes can't see is measured, or nothing is said."""

from __future__ import annotations

import math

import pytest
from oracle.asking import answer, verdict, verdicts
from oracle.twins import missed

from vault_runner.oracle.continuous import chance_of, mean_over, on_the_line
from vault_runner.oracle.evaluate import EvaluationError


def test_continuous_laws_and_their_wrong_twins() -> None:
    assert not missed("continuous")


@pytest.mark.parametrize("law", ["normal", "uniform", "exponential", "laplace"])
def test_a_law_is_one_and_its_parts_agree(law: str) -> None:
    known = on_the_line(law, [1.0] if law == "exponential" else [0.5, 1.5])
    assert known is not None
    assert mean_over(lambda _: 1.0, known) == pytest.approx(1.0, abs=1e-10)
    for u in (0.01, 0.3, 0.8):
        at = known.quantile(u)
        assert known.below(at) == pytest.approx(u)
        assert known.above(at) == pytest.approx(1 - u)
        assert chance_of(lambda x, at=at: x <= at, known) == pytest.approx(u)  # type: ignore[misc]


def test_a_far_tail_keeps_its_digits() -> None:
    known = on_the_line("exponential", [2.0])
    assert known is not None
    assert chance_of(lambda x: x > 20, known) == pytest.approx(math.exp(-40), rel=1e-9)


def test_a_mean_that_does_not_exist_is_refused() -> None:
    known = on_the_line("uniform", [0.0, 1.0])
    assert known is not None
    with pytest.raises(EvaluationError):
        mean_over(lambda x: 1 / x, known)


def test_laws_of_vectors_and_without_a_distribution_function_are_left_alone() -> None:
    assert on_the_line("gamma", [1.0, 2.0]) is None
    assert on_the_line("normal", [[0.0, 0.0], 1.0]) is None


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$X\sim\operatorname{Beta}(a,b)$, $0<t<1$.", r"P(X\le t) = t"),
        (r"$X$ and $Y$ are independent, $X\sim\mathcal{N}(0,1)$, $Y\sim\mathcal{N}(0,1)$.", r"P(X<Y) = \frac{1}{3}"),
    ],
)
def test_what_no_rule_measures_is_left_open(context: str, latex: str) -> None:
    assert verdict(context, latex) in {"not-checkable", "doubted"}


def test_a_size_behind_a_formula_is_a_condition() -> None:
    series = r"\sum_{k=1}^{\infty} k x^k = \frac{x}{(1-x)^2}"
    assert verdicts(r"$x\in\mathbb{R}$.", rf"{series} \quad \text{{for }} |x|<1") == ["verified", "not-checkable"]
    wrong = r"\sum_{k=1}^{\infty} k x^k = \frac{1}{(1-x)^2}, \quad |x|<1"
    assert verdicts(r"$x\in\mathbb{R}$.", wrong) == ["refuted", "not-checkable"]
    assert verdict(r"$x\in\mathbb{R}$.", r"|x| \ge 0").startswith("verified")


def test_a_formula_that_breaks_off_is_not_read_as_two() -> None:
    found = answer(r"$a,b\in\mathbb{R}$.", r"a = 2 \Box b")
    assert (found["verdict"], found["code"]) == ("not-checkable", "syntax")


def test_conjugates_of_numbers_are_still_a_convention() -> None:
    found = answer(r"The star is the complex conjugate of $z$.", r"|z|^2 = z^2")
    assert found["verdict"] == "not-checkable"


def test_a_start_that_is_not_zero_is_no_zero_of_vectors() -> None:
    start = r"$m_0=1$ and $m_t=\beta m_{t-1}+(1-\beta)g$ for $t\ge1$ with a fixed vector $g$, $0<\beta<1$."
    assert verdict(start, r"m_t = (1-\beta^t)\,g") == "not-checkable"


def test_a_limit_that_jumps_on_its_way_is_not_followed() -> None:
    assert verdict(r"$x\in\mathbb{R}$.", r"\lim_{x\to 0} \sin\frac{1}{x} = 0") == "not-checkable"


def test_a_law_whose_rate_is_another_number_is_left_open() -> None:
    other = r"$X\sim\operatorname{Exp}(\beta)$ with rate $\frac{1}{\beta}$, $\beta>0$, $t>0$."
    assert verdict(other, r"P(X>t) = e^{-t/\beta}") != "refuted"
