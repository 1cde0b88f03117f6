"""What is said of an extremum is said of no sample that has none: then a hypothesis is missing."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

BOWL = r"$f(x)=\frac12x^\top Ax-b^\top x$ with $A$ {}, $g=\nabla f(x)\ne0$."
LINE = r"\arg\min_{\alpha\in\mathbb{R}} f(x-\alpha g) = \frac{g^\top g}{g^\top A g}"


@pytest.mark.parametrize("said", ["positive definite", "symmetric positive definite", "正定"])
def test_a_hypothesis_that_makes_it_exist(said: str) -> None:
    assert verdict(BOWL.format(said), LINE) == "verified"
    assert verdict(BOWL.format(said), LINE.replace("{g^\\top g}{g^\\top A g}", "{g^\\top A g}{g^\\top g}")) == "refuted"


@pytest.mark.parametrize("said", ["symmetric", "invertible", "frobnic", "not necessarily positive definite"])
def test_without_it_nothing_is_said(said: str) -> None:
    found = answer(BOWL.format(said), LINE)
    assert (found["verdict"], found["code"]) == ("not-checkable", "optimum")
    assert "bends upwards" in found["reason"]


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (r"$a,b,c\in\mathbb{R}$, $a>0$.", r"\min_{x\in\mathbb{R}}(ax^2+bx+c) = c-\frac{b^2}{4a}", "verified"),
        (r"$a,b,c\in\mathbb{R}$, $a<0$.", r"\max_{x\in\mathbb{R}}(ax^2+bx+c) = c-\frac{b^2}{4a}", "verified"),
        (r"$a,b,c\in\mathbb{R}$, $a>0$.", r"\min_{x\in\mathbb{R}}(ax^2+bx+c) = c+\frac{b^2}{4a}", "refuted"),
        (r"$a,b,c\in\mathbb{R}$, $a\ne0$.", r"\min_{x\in\mathbb{R}}(ax^2+bx+c) = c-\frac{b^2}{4a}", "not-checkable"),
        (r"$a,b,c\in\mathbb{R}$, $a\ne0$.", r"\arg\min_{x\in\mathbb{R}}(ax^2+bx+c) = -\frac{b}{2a}", "not-checkable"),
        (
            r"$X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$ and a positive regularisation strength $\lambda$.",
            r"\arg\min_{w} \|Xw-y\|^2+\lambda\|w\|^2 = (X^\top X+\lambda I)^{-1}X^\top y",
            "verified",
        ),
        (
            r"$X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$, $\lambda\in\mathbb{R}$.",
            r"\arg\min_{w} \|Xw-y\|^2+\lambda\|w\|^2 = (X^\top X+\lambda I)^{-1}X^\top y",
            "not-checkable",
        ),
    ],
)
def test_a_sign_decides(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("$A$ is positive definite.", "verified"),
        ("$A$ is symmetric positive definite; $B$ is not assumed to be symmetric.", "verified"),
        ("$A$ is positive definite, but not necessarily symmetric.", "doubted"),
        ("$A$ is positive definite (it need not be symmetric).", "doubted"),
        ("Whether it is symmetric is left open. $A$ is positive definite.", "not-checkable"),
        ("矩阵 $A$ 正定但不一定对称。", "doubted"),
    ],
)
def test_positive_definite_means_symmetric_unless_the_words_leave_that_open(context: str, expected: str) -> None:
    assert verdict(context, r"A^\top = A") == expected
