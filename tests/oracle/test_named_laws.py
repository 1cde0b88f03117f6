"""Laws that have a name or stand in words: divergences of named laws, shapes and rates, waiting times, extremes."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

GAUSSIANS = r"$p=\mathcal{N}(\mu_1,\sigma_1^2)$ and $q=\mathcal{N}(\mu_2,\sigma_2^2)$."


@pytest.mark.parametrize(
    ("context", "true", "false"),
    [
        (GAUSSIANS,
         r"D_{\mathrm{KL}}(p\,\|\,q)=\log\frac{\sigma_2}{\sigma_1}+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}-\frac12",
         r"D_{\mathrm{KL}}(p\,\|\,q)=\log\frac{\sigma_1}{\sigma_2}+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}-\frac12"),
        (r"$P=\mathcal{N}(\mu_1,\sigma^2)$, $Q=\mathcal{N}(\mu_2,\sigma^2)$.",
         r"\mathrm{KL}(P\|Q) = \frac{(\mu_1-\mu_2)^2}{2\sigma^2}",
         r"\mathrm{KL}(P\|Q) = \frac{(\mu_1-\mu_2)^2}{\sigma^2}"),
        (r"$p=\text{Exp}(a)$ and $q=\text{Exp}(b)$ with $a,b>0$.",
         r"D_{\mathrm{KL}}(p\,\|\,q) = \ln\frac{a}{b}+\frac{b}{a}-1",
         r"D_{\mathrm{KL}}(p\,\|\,q) = \ln\frac{b}{a}+\frac{b}{a}-1"),
        (r"$X\sim\mathrm{Gamma}(\alpha,\beta)$ with rate $\beta$.",
         r"\mathbb{E}[X] = \frac{\alpha}{\beta}", r"\mathbb{E}[X] = \alpha\beta"),
        (r"$X$ follows a Gamma distribution with shape $k>0$ and rate $\beta>0$.",
         r"\operatorname{Var}(X) = \frac{k}{\beta^2}", r"\operatorname{Var}(X) = k\beta^2"),
        (r"$X$ follows a Gamma distribution with shape $k>0$ and scale $\theta>0$.",
         r"\operatorname{Var}(X) = k\theta^2", r"\operatorname{Var}(X) = \frac{k}{\theta^2}"),
        (r"设 $X$ 服从参数为 $p$ 的几何分布，取值于 $\{1,2,\dots\}$。",
         r"\mathrm{Var}(X) = \frac{1-p}{p^2}", r"\mathrm{Var}(X) = \frac{1-p}{p}"),
        (r"$X\sim\text{Gumbel}(\mu,\beta)$.",
         r"\operatorname{Var}(X) = \frac{\pi^2}{6}\beta^2", r"\operatorname{Var}(X) = \frac{\pi^2}{3}\beta^2"),
        (r"$X\sim\text{Weibull}(2,\lambda)$, $\lambda>0$.",
         r"\mathbb{E}[X^2] = \lambda^2", r"\mathbb{E}[X^2] = 2\lambda^2"),
    ],
)  # fmt: skip
def test_a_law_decides(context: str, true: str, false: str) -> None:
    assert verdict(context, true) == "verified"
    assert verdict(context, false) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$X\sim\mathrm{Gamma}(\alpha,\beta)$.", r"\mathbb{E}[X] = \frac{\alpha}{\beta}"),
        (r"$X\sim\mathrm{Gamma}(\alpha,\beta)$.", r"\mathbb{E}[X] = \alpha\beta"),
        (r"设 $X$ 服从参数为 $p$ 的几何分布，取值于 $\{0,1,2,\dots\}$。", r"\mathbb{E}[X] = \frac{1-p}{p}"),
        (r"$p=\mathcal{N}(\mu,\Sigma)$ and $q=\mathcal{N}(\nu,\Sigma)$.",
         r"D_{\mathrm{KL}}(p\,\|\,q) = \frac{(\mu-\nu)^2}{2\Sigma}"),
    ],
)  # fmt: skip
def test_a_law_with_two_meanings_decides_nothing(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"


def test_a_gamma_that_nothing_calls_a_function_is_never_held_against_a_note() -> None:
    assert verdict("$k>0$.", r"\Gamma(k+1) = k\,\Gamma(k)") == "verified"
    assert verdict("$k>0$.", r"\Gamma(k+1) = (k+1)\,\Gamma(k)") == "not-checkable"


@pytest.mark.parametrize(
    "context",
    [
        "The discrete variables $X,Y,Z$ form a Markov chain in this order.",
        "离散变量 $X$、$Y$、$Z$ 依次构成马尔可夫链。",
    ],
)
def test_a_chain_of_listed_variables(context: str) -> None:
    assert verdict(context, r"I(X;Z) \le I(X;Y)") == "verified"
    assert verdict(context, r"p(x,y,z) = p(x)\,p(y\mid x)\,p(z\mid y)") == "verified"
    assert verdict(context, r"p(x,y,z) = p(x)\,p(y\mid x)\,p(z\mid x)") == "refuted"


def test_a_chain_that_is_denied() -> None:
    assert verdict("离散变量 $X$、$Y$、$Z$ 并不构成马尔可夫链。", r"I(X;Z) \ge I(X;Y)") != "refuted"
    assert verdict("离散变量 $X$、$Y$、$Z$ 并不构成马尔可夫链。", r"I(X;Z) \le I(X;Y)") != "verified"
