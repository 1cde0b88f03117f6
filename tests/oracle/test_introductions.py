"""Sentences that introduce a display as a definition: adopted, compared with what is known, and never a fact."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

from vault_runner.oracle.introductions import introduced
from vault_runner.oracle.notes import ask

SOFTMAX = r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}"
WITHOUT_SUM = r"\operatorname{softmax}(z)_i = e^{z_i}"
COVARIANCE = r"\operatorname{Cov}(X,Y) = \mathbb{E}[(X-\mathbb{E}[X])(Y-\mathbb{E}[Y])]"
PROXIMAL = r"\operatorname{prox}_{\lambda f}(v) = \arg\min_{x}\left(f(x)+\frac{1}{2\lambda}\|x-v\|^2\right)"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        ("The proximal operator of a convex function $f$ is defined as", PROXIMAL),
        ("softmax 函数定义为", SOFTMAX),
        ("We define the softmax of $z$ by", SOFTMAX),
        ("The softmax is then defined as follows:", SOFTMAX),
        ("**Definition 2 (softmax).** For $z\\in\\mathbb{R}^K$,", SOFTMAX),
        ("两个随机变量的协方差定义为", COVARIANCE),
        ("$X,Y$ 的协方差记为", COVARIANCE),
        (r"Let $A\in\mathbb{R}^{n\times n}$; its trace is denoted", r"\operatorname{tr}(A) = \sum_i A_{ii}"),
    ],
)
def test_what_is_introduced_is_no_fact(context: str, latex: str) -> None:
    assert verdict(context, latex) == "definition"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        ("softmax 函数定义为", WITHOUT_SUM),
        (r"For $z\in\mathbb{R}^K$ the softmax is defined by", WITHOUT_SUM),
        ("两个随机变量 $X,Y$ 的协方差定义为", r"\operatorname{Cov}(X,Y) = \mathbb{E}[XY]"),
    ],
)
def test_a_known_function_that_is_defined_otherwise_is_told_of(context: str, latex: str) -> None:
    found = answer(context, latex)
    assert found["verdict"] == "definition"
    assert "differs from the usual meaning" in found["reason"]


@pytest.mark.parametrize("latex", [SOFTMAX, COVARIANCE])
def test_the_usual_meaning_needs_no_words(latex: str) -> None:
    assert answer("It is defined as", latex)["reason"] == ""


FACTS = [
    (r"The softmax of $z\in\mathbb{R}^n$ is defined as above. Then its entries satisfy",
     r"\sum_{i=1}^n\operatorname{softmax}(z)_i = 1", r"\sum_{i=1}^n\operatorname{softmax}(z)_i = 2"),
    (r"Let $X,Y$ be random variables. With the covariance defined above, we have",
     r"\operatorname{Cov}(X,Y) = \mathbb{E}[XY]-\mathbb{E}[X]\mathbb{E}[Y]",
     r"\operatorname{Cov}(X,Y) = \mathbb{E}[XY]"),
    (r"设 $X,Y$ 为随机变量，则", COVARIANCE, r"\operatorname{Cov}(X,Y) = \mathbb{E}[XY]"),
    (r"For $x\in\mathbb{R}^n$ the norm can equivalently be defined as",
     r"\|x\|_2 = \sqrt{x^\top x}", r"\|x\|_2 = x^\top x"),
]  # fmt: skip


@pytest.mark.parametrize(("context", "true", "false"), FACTS)
def test_a_definition_further_up_swallows_no_fact(context: str, true: str, false: str) -> None:
    assert verdict(context, true).startswith("verified")
    assert verdict(context, false) in {"refuted", "doubted"}


def test_what_computes_on_its_left_is_a_fact_whatever_introduces_it() -> None:
    context = r"$A,B\in\mathbb{R}^{n\times n}$. We write"
    assert verdict(context, r"\operatorname{tr}(A+B) = \operatorname{tr}(A)+\operatorname{tr}(B)").startswith(
        "verified"
    )
    assert verdict(context, r"\operatorname{tr}(A+B) = \operatorname{tr}(A)\operatorname{tr}(B)") == "refuted"


@pytest.mark.parametrize(
    "lead",
    ["Whenever the product is defined,", "The softmax was defined above.", "由范数的定义，", "可以写作", "如上定义，则",
     "The gradient can be written as", "Recall that the trace, defined as the sum of the diagonal, satisfies"],
)  # fmt: skip
def test_words_that_only_look_like_an_introduction(lead: str) -> None:
    assert not introduced(lead)


def test_what_a_note_defines_otherwise_is_left_open_below() -> None:
    items = [
        {"kind": "prose", "text": r"For $z\in\mathbb{R}^n$ the softmax is defined by"},
        {"kind": "display", "text": WITHOUT_SUM},
        {"kind": "prose", "text": "Hence"},
        {"kind": "display", "text": r"\sum_{i=1}^n\operatorname{softmax}(z)_i = 1"},
    ]
    found = [(one["verdict"], one["code"]) for one in ask({"items": items})["answers"] if one["item"] in {1, 3}]
    assert found == [("definition", ""), ("not-checkable", "convention")]
