"""Conventions in words silence the statements that they change, and no others."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

X = r" $x\in\mathbb{R}$, $x>0$."


@pytest.mark.parametrize(
    ("convention", "latex"),
    [
        ("Logarithms act in another base, counted in bits.", r"\frac{d}{dx}\log x = \frac{1}{x}"),
        ("角度以度为单位。", r"\sin(x+2\pi) = \sin x"),
        ("Indices start at zero.", r"\sum_{i=0}^{3} i = 6"),
        ("Powers are taken entry by entry.", "x^2 x = x^3"),
        ("Arithmetic modulo two.", "x + x = 2x"),
    ],
)
def test_a_convention_silences_what_it_touches(convention: str, latex: str) -> None:
    assert answer(convention + X, latex)["code"] == "convention"
    assert verdict(X, latex).startswith("verified")


def test_a_convention_leaves_other_formulas_alone() -> None:
    assert verdict("Logarithms are binary." + X, "2x = x + x").startswith("verified")


def test_the_hadamard_sign_keeps_its_meaning() -> None:
    context = r"$\odot$ is the Hadamard product, $A,B\in\mathbb{R}^{m\times n}$."
    assert verdict(context, r"A\odot B = B\odot A").startswith("verified")


def test_exponentials_may_go_element_by_element() -> None:
    context = r"$x,y\in\mathbb{R}^n$; exponentials are taken element-wise."
    assert verdict(context, r"e^{x}\odot e^{y} = e^{x+y}").startswith("verified")


@pytest.mark.parametrize(
    ("convention", "latex", "found"),
    [
        (r"On this page $\log$ takes two as its base.", r"\frac{d}{dx}\log x = \frac{1}{x\ln 2}", "verified"),
        (r"On this page $\log$ takes two as its base.", r"\frac{d}{dx}\log x = \frac{1}{x}", "refuted"),
        (r"本页 $\log$ 以十为底。", r"\log(100x) = 2 + \log x", "verified"),
        (r"本页 $\log$ 以十为底。", r"\log(ex) = 1 + \log x", "refuted"),
        (r"本页 $\log$ 以十为底。", r"\ln(ex) = 1 + \ln x", "verified"),
        (r"Logarithms are binary.", r"\log_3(9x) = 2 + \log_3 x", "verified"),
    ],
)
def test_logarithms_follow_a_stated_base(convention: str, latex: str, found: str) -> None:
    assert verdict(convention + X, latex) == found


@pytest.mark.parametrize(
    ("convention", "latex"),
    [
        ("角度的单位是度。", r"\sin(x+2\pi) = \sin x"),
        ("Numbers are written in octal below.", "11 + 7 = 18"),
        ("本页所有运算都在模 7 意义下进行。", r"3\cdot 4 = 12"),
        (r"Only here, $|x|$ is shorthand for the square of $x$.", "|2x| = 2|x|"),
        (r"竖线 $|x|$ 表示 $x$ 的平方。", "|2x| = 2|x|"),
        (r"$X\sim\operatorname{Exp}(2)$ is parametrised by its mean.", r"\mathbb{E}[X] = \tfrac12"),
        ("The logarithm is not taken to base two.", r"\log(x^2) = 2\log x"),
    ],
)
def test_conventions_that_are_not_followed_silence(convention: str, latex: str) -> None:
    assert answer(convention + X, latex)["code"] == "convention"


def test_a_sign_with_its_usual_meaning_is_left_alone() -> None:
    assert verdict(r"$|x|$ denotes the absolute value of $x$." + X, "|2x| = 2|x|").startswith("verified")
