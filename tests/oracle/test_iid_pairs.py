"""Two random numbers that are i.i.d. share a law nobody names, and independence."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"$X, Y$ i.i.d.", r"\mathrm{Var}(X+Y)=2\mathrm{Var}(X)", "verified"),
        (r"$X, Y$ i.i.d.", r"\mathrm{Var}(X+Y)=4\mathrm{Var}(X)", "refuted"),
        (r"Let $X$ and $Y$ be independent and identically distributed random variables.", r"P(X<Y)=P(Y<X)", "verified"),
        (r"$X_1, X_2$ are i.i.d.", r"\mathbb{E}[(X_1-X_2)^2]=2\mathrm{Var}(X_1)", "verified"),
        (r"$X_1, X_2$ are i.i.d.", r"\mathbb{E}[(X_1-X_2)^2]=\mathrm{Var}(X_1)", "refuted"),
        (r"$X, Y$ 独立同分布", r"\mathbb{E}[XY]=\mathbb{E}[X]^2", "verified"),
        (r"$X, Y$ 独立同分布", r"\mathbb{E}[XY]=\mathbb{E}[X^2]", "refuted"),
        (r"Let $X,Y,Z$ be i.i.d.", r"\mathrm{Var}(X+Y+Z)=3\mathrm{Var}(Z)", "verified"),
        (r"Let $X,Y$ be i.i.d. with mean $\mu$ and variance $\sigma^2$.", r"\mathbb{E}[(X-Y)^2]=2\sigma^2", "verified"),
        (r"Let $X,Y$ be i.i.d. with mean $\mu$ and variance $\sigma^2$.", r"\mathbb{E}[X^2]=\sigma^2", "refuted"),
        (r"Let $X,Y$ be independent.", r"\mathbb{E}[X]=\mathbb{E}[Y]", "refuted"),
        (r"Let $X,Y$ be i.i.d. $\mathcal N(0,1)$.", r"\mathbb{E}[(X+Y)^2]=3", "not-checkable"),
    ],
)
def test_a_pair_shares_its_law(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
