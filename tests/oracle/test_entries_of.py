"""Random vectors by their entries, families by their members, and vectors defined entry by entry."""

from __future__ import annotations

import pytest

from .asking import verdict

IID = r"The entries of $q,k\in\mathbb{R}^d$ are i.i.d. with mean $0$ and variance $1$."
VARIANCE = r"\mathrm{Var}(q^\top k) = d"
SQUARE = r"\mathbb{E}[\|x\|^2]=d"
FAMILY = r"$X_1,\dots,X_n$ are independent with mean $\mu$ and variance $\sigma^2$, $n\ge2$."


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (IID, VARIANCE, "verified"),
        (IID, r"\mathrm{Var}(q^\top k) = \sqrt{d}", "refuted"),
        (IID.replace("mean $0$", r"mean $\mu$"), VARIANCE, "refuted"),
        (
            r"The $2d$ entries of $q,k\in\mathbb{R}^d$ are independent with mean zero and variance one.",
            VARIANCE,
            "verified",
        ),
        (r"向量 $q,k\in\mathbb{R}^d$ 的分量独立同分布，均值为 $0$，方差为 $1$。", VARIANCE, "verified"),
        (
            r"The components of $x\in\mathbb{R}^d$ are independent with zero mean.",
            r"\mathbb{E}[x_1^2]=\mathbb{E}[x_2^2]",
            "refuted",
        ),
        (
            r"The first two entries of $x\in\mathbb{R}^d$ are i.i.d. with mean $0$ and variance $1$.",
            SQUARE,
            "not-checkable",
        ),
        (
            r"The entries of $x\in\mathbb{R}^d$ are i.i.d. with mean $0$ and variance $1$ given $y$.",
            SQUARE,
            "not-checkable",
        ),
        (
            r"The nonzero entries of $x\in\mathbb{R}^d$ are i.i.d. with mean $0$ and variance $1$.",
            SQUARE,
            "not-checkable",
        ),
        (
            r"The entries of $x\in\mathbb{R}^d$ are not independent, with mean $0$ and variance $1$.",
            SQUARE,
            "not-checkable",
        ),
        (r"The entries of $x\in\{-1,1\}^d$ are i.i.d. with mean zero.", SQUARE, "not-checkable"),
        (FAMILY, r"\mathrm{Var}(\sum_{i=1}^n X_i)=n\sigma^2", "verified"),
        (FAMILY, r"\mathrm{Var}(\sum_{i=1}^n X_i)=n^2\sigma^2", "refuted"),
        (FAMILY, r"\mathbb{E}[X_1^3]=\mathbb{E}[X_2^3]", "refuted"),
        (
            r"$X_1,\dots,X_n$ are i.i.d. with zero mean and unit variance.",
            r"\mathbb{E}[(\sum_{i=1}^n X_i)^2]=n",
            "verified",
        ),
    ],
)
def test_entries_are_random_as_the_words_say(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


DROPOUT = r"In inverted dropout $m_i\sim\text{Bernoulli}(1-p)$ with $0<p<1$, and $x_i\in\mathbb{R}$ is a constant."


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (DROPOUT, r"\mathbb{E}\left[m_ix_i/(1-p)\right] = x_i", "verified"),
        (DROPOUT, r"\mathbb{E}\left[m_ix_i/p\right] = x_i", "refuted"),
        (r"$m_i\sim\text{Bernoulli}(p)$", r"\mathrm{Var}(m_i)=p(1-p)", "verified"),
        (r"$m_i\sim\text{Bernoulli}(p)$", r"\mathbb{E}[m_im_j]=p^2", "not-checkable"),
        (r"$m_i\sim\text{Bernoulli}(p)$", r"\mathrm{Var}(m_1+m_2)=2p(1-p)", "not-checkable"),
    ],
)
def test_members_need_a_word_on_their_dependence(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


STANDARDISED = (
    r"Let $\mu$ and $s^2$ be the mean and the (biased) variance of the entries of $x\in\mathbb{R}^d$, $s>0$, "
    r"and $\hat x_i=(x_i-\mu)/s$."
)


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (STANDARDISED, r"\sum_{i=1}^d\hat x_i^2 = d", "verified"),
        (STANDARDISED, r"\sum_{i=1}^d\hat x_i^2 = 1", "refuted"),
        (STANDARDISED.replace("biased", "unbiased"), r"\sum_{i=1}^d\hat x_i^2 = d", "doubted"),
        (r"$a\in\mathbb{R}^d$ and $b_i=a_i^2$.", r"\sum_{i=1}^d b_i = \|a\|^2", "verified"),
        (r"$a\in\mathbb{R}^d$ and $b_i=a_i^2$.", r"\sum_{i=1}^d b_i = \|a\|", "refuted"),
        (
            r"$A\in\mathbb{R}^{n\times n}$, $d_i=\sum_j A_{ij}$, $D=\operatorname{diag}(d)$.",
            r"D\mathbf 1=A\mathbf 1",
            "not-checkable",
        ),
        (r"$a\in\mathbb{R}^d$, $b_i=a_i$ for $i\le k$.", r"\sum_{i=1}^d b_i=\sum_{i=1}^d a_i", "not-checkable"),
        (r"$a\in\mathbb{R}^d$ and $b_i=a_i^2$.", r"\sum_{j=1}^d b_j = \|a\|", "not-checkable"),
    ],
)
def test_the_index_of_a_definition_is_that_of_the_sum(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected
