"""Densities given in words, and their scores."""

from __future__ import annotations

import pytest

from .asking import verdict

SCORE = r"\nabla_x\log p(x) = -\Sigma^{-1}(x-\mu)"
GAUSSIAN = r"Let $p$ be the density of $\mathcal{N}(\mu,\Sigma)$ with $\Sigma$ positive definite."


@pytest.mark.parametrize(
    ("context", "latex", "expected"),
    [
        (GAUSSIAN, SCORE, "verified"),
        (GAUSSIAN, SCORE.replace("^{-1}", ""), "refuted"),
        (GAUSSIAN, r"\nabla^2\log p(x)=-\Sigma^{-1}", "verified"),
        (
            r"Let $p$ be the density of $\mathcal{N}(\mu,\sigma^2)$.",
            r"\frac{d}{dx}\log p(x)=-\frac{x-\mu}{\sigma}",
            "refuted",
        ),
        (
            r"Let $p$ be the density of $\mathcal N(0,1)$ truncated to $x>0$.",
            r"p(1)=\frac{1}{\sqrt{2\pi}}e^{-1/2}",
            "not-checkable",
        ),
        (r"Let $p$ be proportional to the density of $\mathcal{N}(\mu,\Sigma)$.", r"\log p(\mu) = 0", "not-checkable"),
    ],
)
def test_a_density_is_the_function_of_its_law(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected
