"""A property said of several names is each one's, also where the names stand with their own sizes."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

A, B, C = (rf"${name}\in\mathbb{{R}}^{{n\times n}}$" for name in "ABC")
PRODUCT = r"(AB)^\top = BA"


@pytest.mark.parametrize(
    "context",
    [
        f"{A} and {B} are both symmetric.",
        f"{A} and {B} are symmetric.",
        f"Let {A} and {B} be symmetric.",
        f"Both {A} and {B} are symmetric.",
        f"Let {A} and {B}, both of which are symmetric.",
        f"Take symmetric matrices {A} and {B}.",
        f"{A}, {B} 均为对称矩阵。",
        f"{A} 和 {B} 都是对称矩阵。",
        f"{A}, {B}，两者都是对称矩阵。",
    ],
)
def test_a_word_for_both_reaches_both(context: str) -> None:
    assert verdict(context, PRODUCT).startswith("verified")
    assert verdict(context, r"(AB)^\top = AB") == "refuted"


@pytest.mark.parametrize(
    "context",
    [
        f"Let {A}, and let {B} be symmetric.",
        f"{A}. {B} and {C} are both symmetric.",
    ],
)
def test_it_reaches_no_further(context: str) -> None:
    assert verdict(context, PRODUCT) == "refuted"


@pytest.mark.parametrize(
    "context",
    [
        f"Take a symmetric {A} and {B}.",
        rf"Let $x\in\mathbb{{R}}^n$, {A}, {B} symmetric.",
        f"{A}，{B} 为对称矩阵。",
        f"Let {A} and {B}, one of them symmetric.",
        f"Let {A} and {B}, the latter symmetric.",
    ],
)
def test_what_leaves_it_open_neither_verifies_nor_refutes(context: str) -> None:
    assert verdict(context, PRODUCT) == "doubted"


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (f"{A} and {B} are symmetric and skew-symmetric, respectively.", r"\operatorname{tr}(AB) = 0", "verified"),
        (f"{A} and {B} are symmetric and skew-symmetric, respectively.", "AB + BA = 0", "refuted"),
        (f"{A}, {B} 分别为对称矩阵和反对称矩阵。", r"\operatorname{tr}(AB) = 0", "verified"),
        ("$A$ and $B$ are symmetric and orthogonal respectively.", r"B^\top B = I", "verified"),
        ("$A$ and $B$ are symmetric and orthogonal respectively.", r"A^\top A = I", "refuted"),
        ("$A$, $B$ and $C$ are symmetric and orthogonal, respectively.", r"B^\top B = I", "not-checkable"),
    ],
)
def test_respectively_deals_the_properties_out(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (r"$u\in\mathbb{R}^n$ and $v\in\mathbb{R}^n$ are both unit vectors.", r"\|u-v\|^2 = 2 - 2u^\top v", "verified"),
        (r"$u\in\mathbb{R}^n$, and $v\in\mathbb{R}^n$ is a unit vector.", r"\|u-v\|^2 = 2 - 2u^\top v", "refuted"),
        (
            r"$p\in\mathbb{R}^n$ and $q\in\mathbb{R}^n$ are both probability vectors.",
            r"\sum_{i=1}^n p_i = \sum_{i=1}^n q_i",
            "verified",
        ),
        (
            r"$p\in\mathbb{R}^n$, and $q\in\mathbb{R}^n$ is a probability vector.",
            r"\sum_{i=1}^n p_i = \sum_{i=1}^n q_i",
            "refuted",
        ),
        (
            r"$A\in\mathbb{R}^{m\times m}$, $B\in\mathbb{R}^{n\times n}$ invertible, $m\neq n$.",
            r"\det(A\otimes B) = \det(A)^{m}\det(B)^{n}",
            "refuted",
        ),
    ],
)
def test_nouns_and_general_properties_reach_as_far(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected
