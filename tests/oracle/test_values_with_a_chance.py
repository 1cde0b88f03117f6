"""A random number without a law may sit at a number with a chance of its own."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"P(X<a)+P(X>a)=1", "not-checkable"),
        (r"", r"P(X\le a)+P(X\ge a)=1", "not-checkable"),
        (r"$X$ is a random variable, $a\in\mathbb R$.", r"P(X\ge a)=1-P(X\le a)", "not-checkable"),
        (r"$X$ is a random variable, $a\in\mathbb R$.", r"P(X>a)=1-P(X\le a)", "verified"),
        (r"$X$ is a random variable, $a\in\mathbb R$.", r"P(X>a)=P(X\le a)", "refuted"),
        (r"$X\sim\mathcal N(0,1)$, $a\in\mathbb R$.", r"P(X\ge a)=1-P(X\le a)", "verified"),
    ],
)
def test_both_sides_of_a_number_leave_it_out(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
