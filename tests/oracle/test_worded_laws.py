"""Laws that words give with their parameters, “X is normal with mean μ and variance σ²”, and samples of them."""

from __future__ import annotations

import pytest

from vault_runner.oracle.worded_laws import laws_in_symbols

from .asking import verdict

NORMAL = r"Let $X$ be normal with mean $\mu$ and variance $\sigma^2$."
MEMORYLESS = r"P(X>s+t\mid X>s) = e^{-\lambda t}"


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (NORMAL, r"\mathbb{E}\,e^X = e^{\mu+\sigma^2/2}", "verified"),
        (NORMAL, r"\mathbb{E}\,e^X = e^{\mu+\sigma/2}", "refuted"),
        (r"$X$ is normal with mean $\mu$ and standard deviation $\sigma$.", r"\mathrm{Var}(X)=\sigma^2", "verified"),
        (r"$X$ is normal with mean $\mu$ and standard deviation $\sigma$.", r"\mathrm{Var}(X)=\sigma", "refuted"),
        (r"设 $X$ 服从率为 $\lambda$ 的指数分布，$s,t>0$。", MEMORYLESS, "verified"),
        (r"设 $X$ 服从率为 $\lambda$ 的指数分布，$s,t>0$。", r"P(X>s+t\mid X>s) = e^{-\lambda(s+t)}", "refuted"),
        (r"设 $X$ 服从均值为 $\mu$、方差为 $\sigma^2$ 的正态分布。", r"\mathbb{E}[X^2]=\mu^2+\sigma^2", "verified"),
        (r"$X$ is exponential with mean $\beta$.", r"\mathbb{E}[X]=\beta", "verified"),
        (r"$X$ is exponential with mean $\beta$.", r"\mathbb{E}[X]=1/\beta", "refuted"),
        (r"Let $X$ be binomial with $n$ trials and success probability $p$.", r"\mathrm{Var}(X)=np(1-p)", "verified"),
        (
            r"$x\in\mathbb{R}^n$ is Gaussian with mean $m$ and covariance $C$, and $A\in\mathbb{R}^{n\times n}$.",
            r"\mathrm{Cov}(Ax)=A^2C",
            "refuted",
        ),
        (
            r"Let $X$ and $Y$ be independent Poisson random variables with mean $\lambda$.",
            r"\mathrm{Var}(X-Y)=2\lambda",
            "verified",
        ),
    ],
)
def test_parameters_are_what_the_words_say(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex).removesuffix("-exact") == expected


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"Given $Y$, $X$ is normal with mean $Y$ and variance $1$.", r"\mathbb{E}[X]=\mathbb{E}[Y]"),
        (r"Given $Y$, $X$ has mean $Y$ and variance $1$.", r"\mathbb{E}[X]=\mathbb{E}[Y]"),
        (r"$X$ is not normal with mean $\mu$ and variance $\sigma^2$.", r"\mathbb{E}[X^4]=3\sigma^4"),
        (r"$X$ is approximately normal with mean $0$ and variance $1$.", r"\mathbb{E}[X^4]=3"),
        (r"$\log X$ is normal with mean $\mu$ and variance $\sigma^2$.", r"\mathbb{E}[X]=e^{\mu+\sigma^2/2}"),
        (r"$X$ and $Y$ are Poisson with mean $\lambda$.", r"\mathrm{Var}(X+Y)=2\lambda"),
        (r"$x$ is Gaussian with mean $m$ and covariance $C$, $A$ is a matrix.", r"\mathrm{Cov}(Ax)=A^2C"),
    ],
)
def test_a_law_under_a_condition_or_of_something_else_is_not_taken(context: str, latex: str) -> None:
    assert verdict(context, latex) not in {"verified", "verified-exact", "refuted"}


@pytest.mark.parametrize(
    "prose",
    [
        r"The sum of $X$ and $Y$ is exponential with rate $\lambda$.",
        r"If $X$ is Poisson with mean $\lambda$, then $X\ge0$.",
        r"$X$ is Poisson with mean $\lambda$ given $Y$.",
        r"$X$ is normal with mean $\mu$ and precision $\tau$.",
    ],
)
def test_such_a_sentence_stays_as_it_is(prose: str) -> None:
    assert laws_in_symbols(prose) == prose


POISSON = r"For a Poisson sample $x_1,\dots,x_n$, not all zero, the maximum-likelihood estimate is"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\arg\max_{\lambda>0}\sum_{i=1}^n(x_i\log\lambda-\lambda) = \frac1n\sum_{i=1}^n x_i", "verified"),
        (r"\arg\max_{\lambda>0}\left(\log\lambda\sum_{i=1}^n x_i-\lambda\right) = \frac1n\sum_{i=1}^n x_i", "refuted"),
        (r"\mathbb{E}[x_1] = \lambda", "not-checkable"),
    ],
)
def test_a_sample_takes_the_values_of_its_law(latex: str, expected: str) -> None:
    assert verdict(POISSON, latex) == expected


def test_an_extremum_over_a_number_is_not_a_local_one() -> None:
    assert verdict(r"$x\in\mathbb{R}^n$", r"\arg\max_{\lambda>0}\sum_{i=1}^n (x_i-\lambda)^2 = 1") == "not-checkable"
