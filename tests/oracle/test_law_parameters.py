"""Laws whose notation has two usual meanings: what holds under the other one is not refuted."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"$X\sim\mathrm{Geom}(p)$", r"\mathbb{E}[X]=\frac1p", "verified"),
        (r"$X\sim\mathrm{Geom}(p)$", r"\mathbb{E}[X]=\frac{1-p}{p}", "not-checkable"),
        (r"$X\sim\mathrm{Geom}(p)$", r"\mathbb{E}[X]=\frac{p}{1-p}", "refuted"),
        (r"$X\sim\mathrm{Geom}(p)$", r"P(X=k)=p(1-p)^k", "not-checkable"),
        (r"$X\sim\mathrm{Geom}(p)$", r"P(X=k)=p(1-p)^{k+1}", "refuted"),
        (r"$X\sim\mathrm{Exp}(\beta)$", r"\mathbb{E}[X]=\beta", "not-checkable"),
        (r"$X\sim\mathrm{Exp}(\beta)$", r"\mathbb{E}[X]=\beta^2", "refuted"),
        (r"$X\sim\mathrm{Exp}(\lambda)$", r"\mathbb{E}[X]=\lambda", "refuted"),
        (r"$X\sim N(\mu,\sigma)$", r"\mathrm{Var}(X)=\sigma^2", "not-checkable"),
        (r"$X\sim N(\mu,\sigma^2)$", r"\mathrm{Var}(X)=\sigma", "refuted"),
    ],
)
def test_the_other_meaning_refutes_nothing(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
