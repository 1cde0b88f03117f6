"""Noise and what it is independent of, spreads and dependence that say nothing, copies, whose mean it is."""

from __future__ import annotations

import pytest

from .asking import verdict

NOISE = (
    r"where $y=w^\top x+\varepsilon$ with fixed $w$, and the noise $\varepsilon$ has mean zero, variance $\sigma^2>0$ "
    r"and is independent of $x$."
)
CORRELATION = r"\mathrm{Corr}(aX+b,Y) = -\mathrm{Corr}(X,Y)"
SUM = r"\mathrm{Var}(X+Y) = \mathrm{Var}(X)+\mathrm{Var}(Y)"
FOURTH = r"\mathbb{E}[X^2Y^2]=\mathbb{E}[X^2]\mathbb{E}[Y^2]"


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (NOISE, r"\mathbb{E}[y^2\mid x] = (w^\top x)^2+\sigma^2", "verified"),
        (NOISE, r"\mathbb{E}[y^2\mid x] = (w^\top x)^2", "refuted"),
        (NOISE.replace("mean zero", r"mean $\mu$"), r"\mathbb{E}[y\mid x]=w^\top x", "refuted"),
        (NOISE.replace("is independent", "is not independent"), r"\mathbb{E}[y\mid x]=w^\top x", "refuted"),
        (r"$y=w^\top x+\varepsilon$ with noise $\varepsilon$.", r"\mathbb{E}[y\mid x]=w^\top x", "not-checkable"),
        (r"$X$ and $Y$ have finite variances but are in general dependent.", SUM, "refuted"),
        (r"$X$ and $Y$ are uncorrelated but in general dependent.", SUM, "verified"),
        (r"$X$ and $Y$ are uncorrelated but in general dependent.", FOURTH, "refuted"),
        (r"设 $X,Y$ 的方差有限，但一般不独立。", SUM, "refuted"),
        (r"设 $a<0$，$b\in\mathbb{R}$，$X,Y$ 的方差有限且不为零。", CORRELATION, "verified"),
        (r"设 $a<0$，$b\in\mathbb{R}$，$X,Y$ 的方差有限且不为零。", CORRELATION.replace("-", "a"), "refuted"),
        (r"$X$ has infinite variance.", r"\mathrm{Var}(X)=\mathbb{E}[X^2]+\mathbb{E}[X]^2", "doubted"),
        (r"$X'$ is an independent copy of $X$.", r"\mathrm{Var}(X)=\frac12\mathbb{E}[(X-X')^2]", "verified"),
        (r"$X'$ is an independent copy of $X$.", r"\mathbb{E}[X'X]=\mathbb{E}[X^2]", "refuted"),
        (r"$X_1,X_2$ are independent copies of $X$.", r"\mathrm{Var}(X_1+X_2) = 2\mathrm{Var}(X)", "verified"),
        (r"$X_1,X_2$ are independent copies of $X$.", r"\mathrm{Var}(X+X) = 2\mathrm{Var}(X)", "refuted"),
        (r"$X$ is independent of $Y$.", r"\mathrm{Var}(X-Y)=\mathrm{Var}(X)-\mathrm{Var}(Y)", "refuted"),
        (
            r"Let $Z=X+Y$ where $Z$ and $X$ are independent.",
            r"\mathrm{Var}(Y)=\mathrm{Var}(X)+\mathrm{Var}(Z)",
            "doubted",
        ),
    ],
)
def test_what_is_said_of_variables_together(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (
            r"$X$ has mean $\mu$ and is independent of $Y$, which has variance $\sigma^2$.",
            r"\mathrm{Var}(X)=\sigma^2",
        ),
        (r"$X$ and $Y$ are random, $Y$ is independent of $X$ and with mean $1$.", r"\mathbb{E}[X]=1"),
        (
            r"$x$ is a random vector with mean $\mu$ and covariance $\Sigma$; everything is a constant square matrix.",
            r"\mathbb{E}[x^\top A x] = \mu^\top A\mu",
        ),
    ],
)
def test_a_moment_goes_to_no_other(context: str, latex: str) -> None:
    assert verdict(context, latex) in {"doubted", "not-checkable"}
