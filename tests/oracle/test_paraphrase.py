"""Many ways of saying one thing are read alike; what only looks like one of them is not."""

from __future__ import annotations

import pytest
from oracle.asking import verdict
from oracle.twins import missed

from vault_runner.oracle.paraphrase import plainly


def test_ways_of_saying_a_thing_and_what_looks_like_them() -> None:
    assert not missed("sayings")


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("The columns of $A$ are linearly independent.", "$A$ has full column rank"),
        ("$A$、$B$ 都等于自己的转置。", "方阵 $A$、$B$ 都是对称矩阵"),
        ("$A$ 为二阶方阵。", r"$A \in \mathbb{R}^{2 \times 2}$"),
        ("We write $R$ for $I-2P$.", "$R = I-2P$"),
        (r"Let $\bar x$ denote it: $\bar x$ is the mean of $x_1,\dots,x_n$.", r"\frac{1}{n}\sum_{i=1}^{n} x_i"),
        ("Numbers $a,b$ sum to zero.", "with $a + b = 0$"),
    ],
)
def test_a_way_of_saying_is_brought_into_plain_words(prose: str, said: str) -> None:
    assert said in plainly(prose)


@pytest.mark.parametrize(
    "prose",
    [
        "It is not true that the columns of $A$ are linearly independent.",
        "The columns of $A$ are linearly independent, except for the last.",
        "Almost all entries of $A$ below its diagonal vanish.",
        "Nobody says that the columns of $A$ are linearly independent.",
        "The mean of $X$ is not zero.",
        r"$m$ is the mean of $x_1,\dots,x_n$ with weights $w_i$.",
        "If the order of $A$ is two, more can be said.",
    ],
)
def test_what_is_denied_or_weakened_stays_as_it_stands(prose: str) -> None:
    assert plainly(prose) == prose


def test_a_family_is_needed_for_a_mean() -> None:
    assert plainly("$a$ and denote their mean by $m$.") == "$a$ and denote their mean by $m$."


def test_supposed_equations_narrow_the_samples_and_impossible_ones_say_nothing() -> None:
    assert verdict("Numbers $a,b,c$ sum to zero.", "a^3+b^3+c^3 = 3abc") == "verified"
    assert verdict(r"Let $u$ be a unit vector with $\|u\|=3$.", r"(I-uu^\top)u = 0") == "not-checkable"


def test_what_is_shown_is_no_hypothesis() -> None:
    prose = "Let $a,b$ be real numbers. We show that $a^2 = b^2$."
    assert not verdict(prose, "a^2 = b^2").startswith("verified")


def test_operators_force_the_kind_of_their_arguments_and_never_refute() -> None:
    assert verdict("", r"\operatorname{tr}(A+B) = \operatorname{tr}(A) + \operatorname{tr}(B)") == "verified-exact"
    assert verdict("", r"\det(A+B) = \det A + \det B") == "doubted"
