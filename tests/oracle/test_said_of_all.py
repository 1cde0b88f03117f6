"""A false identity of undeclared names of which no word speaks is doubted; a condition, or what is spoken of, isn't."""

from __future__ import annotations

import pytest
from oracle.asking import verdict


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"Polarisation identity on $\mathbb{R}^n$:", r"x^\top y = \frac{1}{2}\left(\|x+y\|^2 - \|x-y\|^2\right)"),
        (
            r"$A\in\mathbb{R}^{m\times n}$, $b\in\mathbb{R}^m$.",
            r"\|Ax-b\|^2 = x^\top A^\top Ax - 2b^\top Ax - b^\top b",
        ),
        (r"$\lambda>0$.", r"\|x + \lambda y\|^2 = \|x\|^2 + \lambda^2\|y\|^2"),
    ],
)
def test_what_fails_for_anything_is_doubted(context: str, latex: str) -> None:
    assert verdict(context, latex) == "doubted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$w\in\mathbb{R}^d$, $b\in\mathbb{R}$.", r"w^\top x+b = 0"),
        ("We stop as soon as", r"\|\nabla f(x_k)\| \le 10^{-6}"),
        ("Here $u$ and $v$ stem from the last section.", r"\|u + v\|^2 = \|u\|^2 + \|v\|^2"),
        ("Now take three vectors.", r"\|x - y\|^2 = \|x\|^2 + \|y\|^2"),
        ("", r"\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)"),
    ],
)
def test_what_may_be_a_condition_or_is_spoken_of_is_left_alone(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"
