"""Clauses about an operator itself are understood, or keep every formula with it open."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

SIZES = r"$A\in\mathbb{R}^{m\times n}$, $X\in\mathbb{R}^{n\times p}$, $B\in\mathbb{R}^{p\times q}$. "
ROWS = r"\mathrm{vec}(AXB) = (A\otimes B^\top)\,\mathrm{vec}(X)"
COLUMNS = r"\mathrm{vec}(AXB) = (B^\top\otimes A)\,\mathrm{vec}(X)"
VECTOR = r"$x\in\mathbb{R}^n$. "
SQUARE = r"\|x\|^2 = x^\top x"


@pytest.mark.parametrize(
    "said",
    [
        r"$\mathrm{vec}$ stacks the rows of a matrix.",
        r"$\mathrm{vec}$ reads a matrix row by row.",
        r"$\mathrm{vec}$ 按行拉直。",
        "We vectorise in row-major order.",
    ],
)
def test_rows_first(said: str) -> None:
    assert verdict(SIZES + said, ROWS).startswith("verified")
    assert not verdict(SIZES + said, COLUMNS).startswith("verified")


@pytest.mark.parametrize(
    "said",
    [
        "",
        r"$\mathrm{vec}$ stacks the columns of a matrix.",
        r"$\mathrm{vec}$ denotes vectorization.",
        r"$\mathrm{vec}$ 按列拉直。",
    ],
)
def test_columns_first(said: str) -> None:
    assert verdict(SIZES + said, COLUMNS).startswith("verified")
    assert verdict(SIZES + said, ROWS) == "refuted"


@pytest.mark.parametrize(
    "said",
    [
        r"$\mathrm{vec}$ stacks rows instead of columns.",
        r"$\mathrm{vec}$ stacks the columns, not the rows.",
        r"Here $\mathrm{vec}$ flattens like numpy does.",
        "We use the left Kronecker product.",
        "The Kronecker product is written the other way round.",
        r"Here $A\otimes B=[b_{ij}A]$.",
    ],
)
def test_what_changes_the_order_in_other_words_keeps_it_open(said: str) -> None:
    for latex in (ROWS, COLUMNS):
        found = answer(SIZES + said, latex)
        assert found["verdict"] in {"not-checkable", "doubted"}, found


def test_the_usual_layout_of_a_kronecker_product_is_read() -> None:
    assert verdict(SIZES + r"Here $A\otimes B=[a_{ij}B]$.", COLUMNS).startswith("verified")


@pytest.mark.parametrize(
    "said",
    [
        r"$\|\cdot\|$ denotes the Euclidean norm.",
        r"$\|x\|$ is its $\ell_2$ norm.",
        r"$\|x\|$ is the 2-norm.",
        r"$\|\cdot\|$ 是 $\ell_2$ 范数。",
        "All norms are Euclidean.",
        "The norm is differentiable away from zero.",
    ],
)
def test_the_usual_norm_is_known(said: str) -> None:
    assert verdict(VECTOR + said, SQUARE).startswith("verified")


@pytest.mark.parametrize(
    "said",
    [
        r"$\|\cdot\|$ is the $\ell_1$ norm.",
        r"$\|\cdot\|$ denotes the max norm.",
        r"$\|\cdot\|$ is a norm on $\mathbb{R}^n$.",
        r"$\|\cdot\|$ 表示切比雪夫范数。",
        r"$\|\cdot\|$ 是 $\ell_1$ 范数。",
        "All norms are Manhattan norms.",
        "Norms are $\\ell_p$ norms with $p=3$.",
    ],
)
def test_another_norm_keeps_it_open(said: str) -> None:
    assert answer(VECTOR + said, SQUARE)["code"] == "convention"


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (r"$x,y\in\mathbb{R}^n$ and $\langle x,y\rangle = x^\top y$.", "verified-exact"),
        (r"$x,y\in\mathbb{R}^n$ and $\langle x,y\rangle = x^\top M y$ with $M$ positive definite.", "not-checkable"),
        (r"The inner product is weighted by a positive definite $M$; $x,y\in\mathbb{R}^n$.", "not-checkable"),
        (r"$x,y\in\mathbb{R}^n$; the inner product is induced by a matrix.", "not-checkable"),
    ],
)
def test_an_inner_product_of_the_note_is_not_ours(context: str, expected: str) -> None:
    assert verdict(context, r"\langle x,y\rangle = \sum_{i=1}^n x_iy_i") == expected


@pytest.mark.parametrize(
    ("layout", "latex", "expected"),
    [
        ("numerator", r"\frac{\partial (x^\top A x)}{\partial x} = x^\top(A+A^\top)", "verified"),
        ("numerator", r"\frac{\partial (x^\top A x)}{\partial x} = (A+A^\top)x", "doubted"),
        ("denominator", r"\frac{\partial (x^\top A x)}{\partial x} = (A+A^\top)x", "verified"),
        ("numerator", r"\frac{\partial \operatorname{tr}(AX)}{\partial X} = A", "verified"),
        ("numerator", r"\frac{\partial \operatorname{tr}(AX)}{\partial X} = A^\top", "refuted"),
        ("numerator", r"\nabla_X \operatorname{tr}(AX) = A^\top", "verified"),
    ],
)
def test_a_layout_holds_for_derivatives_of_numbers_too(layout: str, latex: str, expected: str) -> None:
    context = rf"$A,X\in\mathbb{{R}}^{{n\times n}}$, $x\in\mathbb{{R}}^n$, {layout} layout."
    assert verdict(context, latex) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (r"$x=(x_1,\dots,x_{n})$ in $\mathbb{R}^n$.", "verified"),
        (r"$x=(x_0,\dots,x_{n-1})$ in $\mathbb{R}^n$.", "not-checkable"),
        (r"$x\in\mathbb{R}^n$ with components $x_0,\dots,x_{n-1}$.", "not-checkable"),
    ],
)
def test_entries_that_are_numbered_from_zero(said: str, expected: str) -> None:
    assert verdict(said, r"\|x\|_1 = \sum_{i=1}^{n}|x_i|") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (r"eigenvalues $\lambda_1\ge\dots\ge\lambda_n$", "verified"),
        (r"eigenvalues $\lambda_1\le\dots\le\lambda_n$", "not-checkable"),
        (r"eigenvalues $\lambda_1,\dots,\lambda_n$ in increasing order", "not-checkable"),
    ],
)
def test_eigenvalues_from_the_least_on(said: str, expected: str) -> None:
    context = rf"$A\in\mathbb{{R}}^{{n\times n}}$ is symmetric with {said}."
    assert verdict(context, r"\max_{\|x\|=1}x^\top Ax = \lambda_1") == expected


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (r"$\sigma$ is the sigmoid function.", "verified"),
        (r"$\sigma$ is the sigmoid used in logistic regression.", "verified"),
        (r"$\sigma$ is the sigmoid scaled to $(-1,1)$.", "doubted"),
        (r"$\sigma$ is the sigmoid with slope $2$.", "doubted"),
    ],
)
def test_another_function_made_of_a_known_one(context: str, expected: str) -> None:
    assert verdict(context, r"\sigma'(x) = \sigma(x)(1-\sigma(x))") == expected


def test_a_convention_reaches_through_definitions() -> None:
    latex = r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij}-p_j)"
    context = r"$p=\operatorname{softmax}(z)$, $z\in\mathbb{R}^n$"
    assert verdict(f"{context}.", latex) == "verified"
    assert verdict(f"{context}, where the softmax uses base two.", latex) == "not-checkable"


def test_a_law_that_is_conditioned_on_an_event_is_another() -> None:
    assert verdict(r"$X\sim\text{Binomial}(n,p)$.", r"\mathbb{E}[X]=np") == "verified"
    assert verdict(r"$X\sim\text{Binomial}(n,p)$ conditioned on $X\ge1$.", r"\mathbb{E}[X]=np") == "not-checkable"
