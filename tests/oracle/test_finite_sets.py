"""Distributions and events by the set that they live on; what is only positive is no distribution."""

from __future__ import annotations

import pytest

from .asking import answer, verdict

CROSS = r"for $p,q>0$ on a finite set and the cross-entropy $H(p,q)=-\sum_x p(x)\log q(x)$,"
GIBBS = r"D_{\mathrm{KL}}(p\,\|\,q) \ge 0"


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (CROSS, r"H(p,q) = H(p)+D_{\mathrm{KL}}(p\,\|\,q)", "verified"),
        (CROSS, r"H(p,q) = H(p)+D_{\mathrm{KL}}(q\,\|\,p)", "refuted"),
        (r"Let $p,q>0$ on a finite set.", GIBBS, "not-checkable"),
        (r"Let $p,q\in\mathbb{R}^n_{>0}$.", GIBBS, "not-checkable"),
        (r"Let $p,q\in\mathbb{R}_{>0}^n$ with $\sum_i p_i=\sum_i q_i=1$.", GIBBS, "verified"),
        (r"Let $p,q\in\mathbb{R}^n$ be probability vectors.", GIBBS, "verified"),
        (r"Let $p\in\mathbb{R}^n$ with positive entries.", r"H(p) \le \log n", "not-checkable"),
        (r"Let $p\in\mathbb{R}^n$ with positive entries.", r"H(p) \ge \log n", "refuted"),
        (r"$A,B\subseteq\Omega$, $0<P(B)<1$.", r"P(A\mid B)+P(A^c\mid B) = 1", "verified"),
        (r"$A,B\subseteq\Omega$, $0<P(B)<1$.", r"P(A\mid B)+P(A\mid B^c) = 1", "refuted"),
        (r"$A,B\in\mathcal F$.", r"P(A\cup B)=P(A)+P(B)", "refuted"),
        (r"$A,B\subseteq V$.", r"P(A\cup B)=P(A)+P(B)", "not-checkable"),
    ],
)
def test_what_a_set_says(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


def test_what_is_missing_is_told_with_a_remedy() -> None:
    told = answer(r"Let $p,q>0$ on a finite set.", GIBBS)
    assert told["reason"] == "nothing says that p sums to one"
    assert "is a distribution" in told["remedy"]


POISSONS = r"$X\sim\text{Poisson}(\lambda)$ and $Y\sim\text{Poisson}(\mu)$ are independent."


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (POISSONS, r"P(X+Y=0) = e^{-\lambda-\mu}", "verified"),
        (POISSONS, r"P(X+Y=0) = e^{-\lambda\mu}", "refuted"),
        (POISSONS, r"\mathbb{E}[2^{X+Y}] = e^{\lambda+\mu}", "verified"),
        (POISSONS, r"\mathbb{E}[9^{X+Y}] = e^{8\lambda+8\mu}", "not-checkable"),
        (POISSONS.replace(" are independent", ""), r"P(X+Y=0) = e^{-\lambda-\mu}", "not-checkable"),
    ],
)
def test_tails_are_cut_off_where_they_do_not_matter(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected
