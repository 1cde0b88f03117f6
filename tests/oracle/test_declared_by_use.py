"""The number by which a formula differentiates and the events of a law of chances need no declaration."""

from __future__ import annotations

import pytest
from oracle.asking import verdict


@pytest.mark.parametrize(
    ("prose", "true", "false"),
    [
        ("By the Leibniz rule,", r"\frac{d}{dx}\int_0^{x^2}e^{-t^2}\,dt = 2xe^{-x^4}",
         r"\frac{d}{dx}\int_0^{x^2}e^{-t^2}\,dt = e^{-x^4}"),
        (r"$\sigma$ 为 logistic 函数。", r"\sigma'(x) = \sigma(x)(1-\sigma(x))", r"\sigma'(x) = 1-\sigma(x)^2"),
        (r"$L(z)=z^2+3z$.", r"\frac{dL}{dz} = 2z+3", r"\frac{dL}{dz} = 2z"),
        ("Let $g$ be continuous.",
         r"\frac{d}{dx}\int_x^{1} g(t)\,dt = -g(x)", r"\frac{d}{dx}\int_x^{1} g(t)\,dt = g(x)"),
        ("$0<P(B)<1$.",
         r"\Pr(A) = \Pr(A\mid B)\Pr(B) + \Pr(A\mid B^c)(1-\Pr(B))", r"P(A\mid B) + P(A\mid B^c) = 1"),
        ("For events with $P(A)>0$ and $P(B)>0$,", r"P(A\mid B)P(B) = P(B\mid A)P(A)", r"P(A\mid B) = P(B\mid A)"),
        ("两个事件的概率都大于零。", r"P(A\mid B)P(B) = P(B\mid A)P(A)", r"P(A\mid B) = P(B\mid A)"),
    ],
)  # fmt: skip
def test_a_law_holds_for_all_of_them(prose: str, true: str, false: str) -> None:
    assert verdict(prose, true).startswith("verified")
    assert verdict(prose, false) == "refuted"


@pytest.mark.parametrize(
    ("prose", "claim"),
    [
        (r"Let $f:\mathbb{R}\to\mathbb{R}$ be differentiable.", "f'(x) = f(x)"),
        (r"Let $y:\mathbb{R}\to\mathbb{R}$ be smooth.", r"\frac{dy}{dx} = x y(x)"),
        ("Let $f(x) = x^2-2x$.", "f'(x) = 0"),
        ("Let $f(x) = x^2-2x$.", "f'(x^*) = 0"),
        (r"$\sigma$ is the sigmoid. Where it saturates,", r"\sigma'(x) = \sigma(x)^2"),
        ("On the positive half-line", r"\frac{d}{dx}|x| = \frac{x}{x}"),
        ("For nested events with $P(B)>0$,", r"P(A\mid B) = 1"),
        ("For mutually exclusive events with $P(A)>0$ and $P(B)>0$,", r"P(A\mid B) = P(A)P(B)P(A\cap B)"),
        ("两个独立事件的概率都大于零。", r"P(A\mid B) = P(A)"),
        ("Let $B$ imply $A$ and $P(B)>0$.", r"P(A\mid B) = 1"),
        ("设 $A$ 包含 $B$，$P(B)>0$。", r"P(A\mid B) = 1"),
        ("Let $A$ be the certain event and $0<P(B)$.", r"P(A\mid B) = 1"),
    ],
)
def test_nothing_is_held_against_what_may_be_meant_of_some(prose: str, claim: str) -> None:
    assert verdict(prose, claim) != "refuted"
