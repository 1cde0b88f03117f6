"""An event behind a bar has happened; a variable behind it is averaged over, or keeps its value."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

PAIR = "$X,Y$ are discrete random variables."
THREE = "$X,Y,Z$ are discrete random variables."
EVENT = "$X$ is a random variable, $B$ an event with $0<P(B)<1$."


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (PAIR, r"H(X\mid Y) \le H(X)", "verified"),
        (PAIR, r"H(X\mid Y=y) \le H(X)", "refuted"),
        (PAIR, r"H(X\mid Y=y) \ge H(X)", "refuted"),
        (PAIR, r"H(X\mid Y) = H(X,Y) - H(Y)", "verified"),
        (PAIR, r"H(X\mid Y=y) = H(X,Y) - H(Y)", "refuted"),
        ("$X,Y$ are independent discrete random variables.", r"H(X\mid Y=y) = H(X)", "verified"),
        (THREE, r"H(X\mid Y,Z=z) \le H(X\mid Z=z)", "verified"),
        (THREE, r"H(X\mid Y,Z=z) \le H(X\mid Y)", "refuted"),
        (THREE, r"I(X;Y\mid Z=z) = H(X\mid Z=z)-H(X\mid Y,Z=z)", "verified"),
        (THREE, r"I(X;Y\mid Z=z) \le I(X;Y)", "refuted"),
    ],
)
def test_entropies(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\mathbb{E}[X] = \mathbb{E}[X\mid B]P(B)+\mathbb{E}[X\mid B^c]P(B^c)", "verified"),
        (r"\mathbb{E}[X] = \mathbb{E}[X\mid B]+\mathbb{E}[X\mid B^c]", "refuted"),
        (r"\mathbb{E}[X\mid B] = \mathbb{E}[X]", "refuted"),
        (r"\mathbb{E}[X^2\mid B] \le \frac{\mathbb{E}[X^2]}{P(B)}", "verified"),
        (r"\mathbb{E}[X^2\mid B] \le \mathbb{E}[X^2]", "refuted"),
    ],
)
def test_means_given_a_named_event(latex: str, expected: str) -> None:
    assert verdict(EVENT, latex) == expected
