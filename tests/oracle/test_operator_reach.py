"""How far a derivative reaches: over the power of its bracket, over a product of brackets or the first of them."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

NUMBER = r"$x\in\mathbb{R}$."
VECTORS = r"$a,b,x\in\mathbb{R}^n$."


def verdicts(context: str, latex: str) -> list[str]:
    return [answer["verdict"].removesuffix("-exact") for answer in ask_row(context, latex)]


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (NUMBER, r"\frac{d}{dx} (x^2+1)^3 = 6x(x^2+1)^2", "verified"),
        (NUMBER, r"\frac{d}{dx} (x^2+1)^3 = 3(x^2+1)^2", "refuted"),
        (NUMBER, r"\frac{d}{dx} \left(x^2+1\right)^{-1} = -\frac{2x}{(x^2+1)^2}", "verified"),
        (NUMBER, r"\partial_x (x^2+1)^{1/2} = \frac{x}{\sqrt{x^2+1}}", "verified"),
        (VECTORS, r"\nabla_x (a^\top x)^2 = 2(a^\top x) a", "verified"),
        (VECTORS, r"\nabla_x (a^\top x)^2 = 2a", "refuted"),
        (VECTORS, r"\nabla_x (a^\top x)(b^\top x) = (ab^\top+ba^\top)x", "verified"),
        (VECTORS, r"\nabla_x (a^\top x)(b^\top x) = (ab^\top-ba^\top)x", "refuted"),
        (NUMBER, r"\frac{d}{dx} (x^2)(x+1) = 3x^2+2x", "verified"),
        (NUMBER, r"\frac{d}{dx} (x^2)(x+1) = 2x(x+1)", "ambiguous"),
        (NUMBER, r"\frac{d}{dx} (x^2)(x+1) = 2x(x+2)", "refuted"),
        (r"$x\in\mathbb{R}^n$, $A\in\mathbb{R}^{m\times n}$.", r"\partial_x (Ax)^\top = A^\top", "verified"),
    ],
)
def test_reach(context: str, latex: str, verdict: str) -> None:
    assert verdicts(context, latex) == [verdict]
