"""Means of what nothing says to be random, of what is defined by random variables, and moments that words give."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

MEAN_OF_MEANS = r"\mathbb{E}[X\,\mathbb{E}[Y\mid Z]] = \mathbb{E}[X]\,\mathbb{E}[Y]"
SYMMETRIC = r"\mathbb{E}[X\,\mathbb{E}[Y\mid Z]] = \mathbb{E}[Y\,\mathbb{E}[X\mid Z]]"


@pytest.mark.parametrize(
    "context",
    [r"$X,Y$ square integrable, $Z$ any random variable.", "$X,Y,Z$ are random variables.",
     "平方可积的随机变量 $X,Y$，$Z$ 为任意随机变量。"],
)  # fmt: skip
def test_any_variable_is_no_independent_one(context: str) -> None:
    assert verdict(context, MEAN_OF_MEANS) == "refuted"
    assert verdict(context, SYMMETRIC) == "verified"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$A,B\in\mathbb{R}^{n\times n}$.", r"\mathbb{E}[AB] = \mathbb{E}[A]\,\mathbb{E}[B]"),
        (r"$x,y\in\mathbb{R}$.", r"\mathbb{E}[xy] = \mathbb{E}[x]\,\mathbb{E}[y]"),
        ("$X,Y$ nonnegative, $Z$ a random variable.", r"\mathbb{E}[XYZ] = \mathbb{E}[X]\,\mathbb{E}[YZ]"),
        (r"$x,y\in\mathbb{R}$.", "H(x,y) = H(x) + H(y)"),
        (r"$X\in\mathbb{R}^n$.", r"H(X) \ge 0"),
    ],
)
def test_the_mean_of_what_is_not_random_verifies_nothing(context: str, latex: str) -> None:
    found = answer(context, latex)
    assert (found["verdict"], found["code"]) == ("not-checkable", "chance")
    assert "random variable" in found["remedy"]


def test_a_stated_constant_may_stand_in_a_mean() -> None:
    context = r"$c\in\mathbb{R}$ is a constant, $X$ a random variable."
    assert verdict(context, r"\operatorname{Var}(c) = 0") == "verified"
    assert verdict(context, r"\mathbb{E}[cX] = c\,\mathbb{E}[X]") == "verified"
    assert verdict(context, r"\mathbb{E}[cX] = c^2\,\mathbb{E}[X]") == "refuted"


MIXTURE = r"$p,q\in\mathbb{R}^n$ probability vectors, $m=\frac12(p+q)$."


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"H(m) \ge \frac12 H(p)+\frac12 H(q)", r"H(m) \le \frac12 H(p)+\frac12 H(q)"),
        (r"H(p,m) = H(p)+D_{\mathrm{KL}}(p\,\|\,m)", r"H(p,m) = H(m)+D_{\mathrm{KL}}(p\,\|\,m)"),
        (r"\frac12 D_{\text{KL}}(p\|m)+\frac12 D_{\text{KL}}(q\|m) = H(m)-\frac12 H(p)-\frac12 H(q)",
         r"\frac12 D_{\text{KL}}(p\|m)+\frac12 D_{\text{KL}}(q\|m) = H(m)-H(p)-H(q)"),
    ],
)  # fmt: skip
def test_the_entropy_of_a_mixture_that_the_context_abbreviates(true: str, false: str) -> None:
    assert verdict(MIXTURE, true) == "verified"
    assert verdict(MIXTURE, false) == "refuted"


REGRESSION = r"$X,Y,Z$ random variables, $m(X)=\mathbb{E}[Y\mid X]$."


def test_a_conditional_mean_as_a_function_of_its_variable() -> None:
    assert verdict(REGRESSION, r"\mathbb{E}[X\,m(X)] = \mathbb{E}[XY]") == "verified"
    assert verdict(REGRESSION, r"\mathbb{E}[(Y-m(X))^2] = \mathbb{E}[\operatorname{Var}(Y\mid X)]") == "verified"
    assert verdict(REGRESSION, r"\mathbb{E}[m(X)] = \mathbb{E}[XY]") == "refuted"
    assert verdict(REGRESSION, r"\mathbb{E}[Z\,m(Z)] = \mathbb{E}[ZY]") == "not-checkable"


@pytest.mark.parametrize(
    "context",
    [r"$X$ has mean $\mu$ and variance $\sigma^2>0$, $k>0$.", r"$\xi$ has mean $\mu$ and variance $\sigma^2$, $k>0$.",
     r"$X$ and $Y$ have mean $\mu$ and variance $\sigma^2$, $k>0$.",
     r"Let $X$ have mean $\mu$ and standard deviation $\sigma>0$, and $k>0$."],
)  # fmt: skip
def test_what_has_a_mean_and_a_variance_is_random(context: str) -> None:
    name = r"\xi" if r"\xi" in context else "X"
    assert verdict(context, rf"P(|{name}-\mu|\ge k\sigma) \le \frac{{1}}{{k^2}}") == "verified"
    assert verdict(context, rf"\mathbb{{E}}[{name}^2] = \mu^2+\sigma^2") == "verified"
    assert verdict(context, rf"\mathbb{{E}}[{name}^2] = \mu+\sigma^2") == "refuted"


def test_a_moment_that_nothing_takes_is_held_against_no_note() -> None:
    context = r"$\mu$ and $\sigma^2$ are the mean and variance of $X$, $k>0$."
    assert verdict(context, r"P(|X-\mu|\ge k\sigma) \le \frac{1}{k^2}") != "refuted"


DRAWS = r"Let $X_1,\dots,X_n$ ($n\ge 2$) be i.i.d. with variance $\sigma^2$ and sample mean $\bar X$."


@pytest.mark.parametrize(
    "context", [DRAWS, r"设 $X_1,\dots,X_n$ 独立同分布，方差为 $\sigma^2$，样本均值记为 $\bar X$。"]
)
def test_a_sample_mean_is_the_mean_of_the_draws(context: str) -> None:
    assert verdict(context, r"\operatorname{Var}(\bar X) = \frac{\sigma^2}{n}") == "verified"
    assert verdict(context, r"\mathbb{E}\left[\sum_{i=1}^n (X_i-\bar X)^2\right] = (n-1)\sigma^2") == "verified"
    assert verdict(context, r"\mathbb{E}\left[\sum_{i=1}^n (X_i-\bar X)^2\right] = n\sigma^2") == "refuted"


def test_a_bar_over_one_variable_may_be_either_mean() -> None:
    assert (
        verdict(r"$X$ is a random variable and $\bar X$ its mean.", r"\operatorname{Var}(\bar X) = 0")
        == "not-checkable"
    )


def test_a_moment_that_speaks_of_its_variable_is_no_value_of_it() -> None:
    context = r"设 $X$ 为随机变量，方差定义为 $\mathrm{Var}(X)=\mathbb{E}[(X-\mathbb{E}X)^2]$，则"
    assert verdict(context, r"\mathrm{Var}(X) = \mathbb{E}[X^2]-\mathbb{E}[X]^2") == "verified"
    assert verdict(r"Let $X$ satisfy $\mathrm{Var}(X)=\mathbb{E}[X^2]$.", r"\mathbb{E}[X] = 0") == "not-checkable"
