"""How far slashes, functions, expectations, products and sums reach where plain notation leaves it open."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

NUMBERS = r"$a,b,x,y\in\mathbb{R}$ are positive, $n\in\mathbb{N}$."
VECTORS = r"$x,y\in\mathbb{R}^n$, $c\in\mathbb{R}$."
SPACE = r"$x,y,z\in\mathbb{R}^3$."
CHANCES = r"$X,Y$ are random variables."
SQUARE = r"$A,B\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$."


def verdicts(context: str, latex: str) -> list[str]:
    return [answer["verdict"].removesuffix("-exact") for answer in ask_row(context, latex)]


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (NUMBERS, r"\log x/y = \frac{\log x}{y}", "verified"),
        (NUMBERS, r"\log x/y = \log x - \log y", "ambiguous"),
        (NUMBERS, r"\log x/y = \log x + \log y", "refuted"),
        ("", r"\sin \pi/6 = \frac12", "verified"),
        ("", r"\sin \pi/6 = \frac13", "refuted"),
        (NUMBERS, r"1/2 x^2 = \frac{x^2}{2}", "verified"),
        (NUMBERS, r"1/2x = \frac{1}{2x}", "ambiguous"),
        (NUMBERS, r"1/2x = 2x", "refuted"),
        (NUMBERS, r"a/bx = \frac{a}{bx}", "ambiguous"),
        (NUMBERS, r"1/n(n+1) = \frac1n - \frac{1}{n+1}", "verified"),
        (NUMBERS, r"1/n (a+b) = \frac{a+b}{n}", "ambiguous"),
        (NUMBERS, r"1/n (a+b) = n(a+b)", "refuted"),
        (VECTORS, r"x^\top y/\|x\|\|y\| \le 1", "ambiguous"),
        (NUMBERS, r"\log(1+x)(1+y) = (1+y)\log(1+x)", "verified"),
        (NUMBERS, r"\log(1+x)^2 = 2\log(1+x)", "ambiguous"),
        (NUMBERS, r"\log(1+x)^2 = 3\log(1+x)", "refuted"),
        (SQUARE, r"\operatorname{tr}(A+B)^2 = (\operatorname{tr} A+\operatorname{tr} B)^2", "verified"),
        (SQUARE, r"\operatorname{tr}(A+B)^2 = \operatorname{tr}((A+B)(A+B))", "ambiguous"),
        (SQUARE, r"\operatorname{tr}(A)^2 = \operatorname{tr}(A^2)", "refuted"),
        (NUMBERS, r"n(n-1)! = n!", "verified"),
        (NUMBERS, r"n(n-1)! = (n+1)!", "refuted"),
    ],
)
def test_slashes_and_functions(context: str, latex: str, verdict: str) -> None:
    assert verdicts(context, latex) == [verdict]


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (CHANCES, r"\operatorname{Var}(X) = \mathbb{E}(X-\mathbb{E}X)^2", "verified"),
        (CHANCES, r"\operatorname{Var}(X) = \mathbb{E}(X^2) - \mathbb{E}(X)^2", "verified"),
        (CHANCES, r"\operatorname{Var}(X) = 2\mathbb{E}(X-\mathbb{E}X)^2", "refuted"),
        (CHANCES, r"\mathbb{E}(X-\mathbb{E}X)^2 = 0", "ambiguous"),
        (CHANCES, r"\operatorname{Cov}(X,Y) = \mathbb{E}(X-\mathbb{E}X)(Y-\mathbb{E}Y)", "verified"),
        (CHANCES, r"\operatorname{Var}(X) = E(X-E(X))^2", "verified"),
        (CHANCES, r"\operatorname{Var}(X) = 2E(X-E(X))^2", "refuted"),
        (r"$E,A,B\in\mathbb{R}^{n\times n}$.", r"E(A+B)^2 = E(A+B)A + E(A+B)B", "verified"),
        (r"$E(x) = x^2$ for $x\in\mathbb{R}$. $a\in\mathbb{R}$.", r"E(a+1)^2 = (a+1)^4", "verified"),
    ],
)
def test_expectations(context: str, latex: str, verdict: str) -> None:
    assert verdicts(context, latex) == [verdict]


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (VECTORS, r"\prod_{i=1}^n x_i \prod_{j=1}^n y_j = \prod_{i=1}^n x_i y_i", "verified"),
        (VECTORS, r"\prod_{i=1}^n x_i \prod_{j=1}^n y_j = \prod_{i=1}^n (x_i+y_i)", "refuted"),
        (VECTORS, r"\prod_{i=1}^n x_i c = c^n \prod_{i=1}^n x_i", "verified"),
        (VECTORS, r"\prod_{i=1}^n x_i c = c \prod_{i=1}^n x_i", "ambiguous"),
        (VECTORS, r"\sum_i x_i + y_i = \sum_i (x_i+y_i)", "ambiguous"),
        (VECTORS, r"\sum_i x_i + y_i = \sum_i (x_i-y_i)", "refuted"),
        (NUMBERS, r"\frac{d}{dx} x^2 + 3x = 2x + 3x", "verified"),
        (NUMBERS, r"\frac{d}{dx} x^2 + 3x = 2x + 3", "ambiguous"),
        (NUMBERS, r"\frac{d}{dx} x^2 + 3x = 2x + 4", "refuted"),
        (NUMBERS, r"\sum_{i=1}^n 2i - 1 = n^2", "ambiguous"),
        (NUMBERS, r"\sum_{i=1}^n 2i - 1 = n^2 + n - 1", "verified"),
        (NUMBERS, r"\sum_{i=1}^n 2i - 1 = n^2 + 1", "refuted"),
        (NUMBERS, r"\sum_{i=1}^n (2i) - 1 = n^2", "refuted"),
        (NUMBERS, r"\sum_{i=1}^n i^2 + 2i + 1 = \sum_{i=2}^{n+1} i^2", "verified"),
        (NUMBERS, r"\prod_{i=1}^n i + 1 = (n+1)!", "ambiguous"),
        (NUMBERS, r"\frac{d}{dx} x^2 + 1 = 2x", "ambiguous"),
        (NUMBERS, r"\frac{d}{dx} x^2 + 1 = 3x", "refuted"),
        (SPACE, r"x \cdot y \times z = y \cdot z \times x", "verified"),
        (SPACE, r"x \cdot y \times z = x \cdot z \times y", "refuted"),
    ],
)
def test_sums_and_products(context: str, latex: str, verdict: str) -> None:
    assert verdicts(context, latex) == [verdict]
