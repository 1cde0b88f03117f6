"""Inequalities behind a formula that a word or their form makes a condition: samples meet them."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

NUMBER = r"$x\in\mathbb{R}$."
NUMBERS = r"$x,y\in\mathbb{R}$."


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (NUMBER, r"\arcsin(\sin x) \equiv x \quad \text{for } |x|\le \tfrac{\pi}{2}", "verified"),
        (NUMBER, r"\arcsin(\sin x) = x \quad (|x|\le \pi/2)", "verified"),
        (NUMBER, r"\arcsin(\sin x) = x, \quad |x|\le \pi/2", "verified"),
        (NUMBER, r"\arcsin(\sin x) = x \quad \text{for } -\pi/2 \le x\le \pi/2", "verified"),
        (NUMBER, r"\arcsin(\sin x) = x \quad \text{for } |x|\le \pi", "refuted"),
        (NUMBER, r"\arcsin(\sin x) = x \quad \text{if } -\pi/2 \le x\le \pi", "refuted"),
        (NUMBER, r"\sqrt{(x-2)^2} = x-2 \quad \text{当 } x \ge 2", "verified"),
        (NUMBER, r"\sqrt{(x-2)^2} = x-2 \quad \text{当 } x \ge 1", "refuted"),
        (NUMBERS, r"|x-y| = x-y \quad \text{whenever } x \ge y", "verified"),
        (NUMBERS, r"|x-y| = y-x \quad \text{whenever } x \ge y", "refuted"),
        (NUMBERS, r"x^2 \le y^2 \quad \text{if } |x| \le |y|", "verified"),
        (NUMBERS, r"x^2 \le y^2 \quad \text{if } x \le y", "refuted"),
    ],
)
def test_the_condition_is_no_statement_of_its_own(context: str, latex: str, verdict: str) -> None:
    answers = ask_row(context, latex)
    assert [answer["verdict"].removesuffix("-exact") for answer in answers] == [verdict, "not-checkable"]
    assert answers[1]["code"] == "condition"


def test_a_condition_that_can_not_be_sampled_refutes_nothing() -> None:
    answers = ask_row(r"$x\in\mathbb{R}^n$.", r"\|x\|_1 \le 1 \quad \text{if } \|x\|_2 \le 1")
    assert not {answer["verdict"] for answer in answers} & {"refuted", "verified", "verified-exact"}
