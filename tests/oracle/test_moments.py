"""What is computed from draws is itself random: it is never taken for a moment of the variable."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

DRAWS = r"Let $X_1,\dots,X_n$ ($n\ge 2$) be i.i.d. with variance $\sigma^2$ and "
BIASED = r"\mathbb{E}\left[\frac{1}{n}\sum_{i=1}^n (X_i-\bar X)^2\right] = \sigma^2"


@pytest.mark.parametrize(
    "context",
    [
        DRAWS + r"sample mean $\bar X$.",
        DRAWS + r"empirical mean $\bar X$.",
        DRAWS + r"average $\bar X$.",
        DRAWS + r"mean $\bar X$.",
        r"设 $X_1,\dots,X_n$ 独立同分布，方差为 $\sigma^2$，样本均值为 $\bar X$。",
        r"设 $X_1,\dots,X_n$ 独立同分布，方差为 $\sigma^2$，平均值为 $\bar X$。",
    ],
)
def test_a_mean_of_draws_is_not_the_mean(context: str) -> None:
    assert not verdict(context, BIASED).startswith("verified")


@pytest.mark.parametrize("word", ["sample variance $s^2$", "empirical variance $s^2$", r"variance $\hat{s}$"])
def test_a_variance_of_draws_is_not_the_variance(word: str) -> None:
    context = rf"Let $X_1,\dots,X_n$ be i.i.d. with mean $\mu$ and {word}."
    right = r"\hat{s}" if "hat" in word else "s^2"
    assert not verdict(context, rf"\operatorname{{Var}}(X_1) = {right}").startswith("verified")


def test_a_sample_mean_is_no_constant() -> None:
    assert not verdict(DRAWS + r"sample mean $\bar X$.", r"\operatorname{Var}(\bar X) = 0").startswith("verified")


def test_the_moments_of_the_variable_are_still_read() -> None:
    context = r"Let $X_1,\dots,X_n$ be i.i.d. with mean $\mu$ and variance $\sigma^2$."
    assert verdict(context, r"\mathbb{E}[(X_1-\mu)^2] = \sigma^2").startswith("verified")
