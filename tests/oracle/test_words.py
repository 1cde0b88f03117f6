"""A word or a bracket changes what a formula says: neither form gets the verdict of the other."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict
from oracle.twins import missed

from vault_runner.oracle.conventions import conventions_of, without_whole


def test_words_and_their_wrong_twins() -> None:
    assert not missed("words")


@pytest.mark.parametrize(
    ("prose", "convention"),
    [
        (r"We write gradients as rows.", "gradients are rows"),
        (r"The gradient is a row vector here.", "gradients are rows"),
        (r"梯度一律视为行向量。", "gradients are rows"),
        (r"Here $\log$ means $\log_{10}$.", "the logarithm has another base"),
        (r"Let $\log := \log_2$.", "the logarithm has another base"),
        (r"Write $\log$ for $\log_2$.", "the logarithm has another base"),
        (r"Let $x \in \mathbb C^n$.", "numbers are complex"),
        (r"$[x]$ denotes rounding.", "brackets have another meaning"),
    ],
)
def test_words_state_a_convention(prose: str, convention: str) -> None:
    assert convention in conventions_of(prose)


@pytest.mark.parametrize(
    "prose",
    [
        r"The gradient with respect to the rows of $X$ adds up.",
        r"Gradients are columns.",
        r"The rows of $X$ are samples.",
        r"The depth of the tree is $\log_2 n$.",
        r"Let $x \in \mathbb{R}^n$ and $C$ a constant.",
        r"The values $[0, 1]$ are scaled.",
    ],
)
def test_near_words_state_none(prose: str) -> None:
    assert not conventions_of(prose)


@pytest.mark.parametrize("interval", ["[0,1]", "[0,1)", r"\left[0,1\right)"])
def test_a_strict_order_fails_where_an_interval_is_closed(interval: str) -> None:
    found = answer(rf"$x\in{interval}$.", "x > 0")
    assert (found["verdict"], found["code"]) in {("not-checkable", "edge"), ("not-checkable", "condition")}
    assert answer(rf"$x\in{interval}$.", r"x^2 + x > 0")["code"] == "edge"


def test_an_end_stays_open_where_the_bracket_is_round() -> None:
    assert verdict("$x\\in(0,1]$.", "x^2 + x > 0") == "verified"
    assert verdict("$x\\in[0,1)$.", "1 - x^2 > 0") == "verified"
    assert answer("$x\\in(0,1]$.", "1 - x^2 > 0")["code"] == "edge"
    assert answer("$0 < x \\le 1$.", "1 - x^2 > 0")["code"] == "edge"


def test_a_strict_order_fails_at_the_bound_of_a_condition() -> None:
    assert answer("$x\\ge2$.", "x^2 > 4")["code"] == "edge"
    assert answer("$-3\\le x\\le5$.", "(x+3)(5-x) > 0")["code"] == "edge"
    assert verdict("$x>2$.", "x^2 > 4") == "verified"
    assert verdict("$x\\ge2$.", "x^2 > 3") == "verified"


def test_whole_numbers_are_tried_where_a_function_jumps() -> None:
    jump = r"\lceil x\rceil = \lfloor x\rfloor + 1"
    assert answer(r"$x\in\mathbb{R}$.", jump)["code"] == "edge"
    assert verdict(r"$x\in\mathbb{R}$ is not an integer.", jump) == "verified"
    assert verdict(r"$x\in\mathbb{R}$.", r"\lceil x\rceil = -\lfloor -x\rfloor") == "verified"
    assert without_whole(r"$x \notin \mathbb{Z}$")
    assert not without_whole("not every integer")


def test_a_law_is_drawn_anew_where_its_parameter_is_moved() -> None:
    law = r"$X\sim\text{Bernoulli}(p)$."
    assert answer(rf"$p\in[0,1]$, {law}", r"\operatorname{Var}(X) > 0")["code"] == "edge"
    assert verdict(rf"$p\in(0,1)$, {law}", r"\operatorname{Var}(X) > 0") == "verified"


@pytest.mark.parametrize("values", ["[0,1]", "(0,1)", r"[1,\infty)", r"\mathbb{Z}"])
def test_values_of_a_function_that_can_not_be_sampled_refute_nothing(values: str) -> None:
    assert verdict(rf"$f:\mathbb{{R}}\to{values}$, $x\in\mathbb{{R}}$.", r"f(x)^2 \ge f(x) - 2f(x)") != "refuted"


def test_sizes_that_clash_through_a_guess_refute_nothing() -> None:
    given = r"$x\in\mathbb{R}^n$ is a random vector with covariance matrix $\Sigma$, $b\in\mathbb{R}^m$."
    claim = r"\operatorname{Cov}(Ax+b) = A\Sigma A^\top"
    assert verdict(given, claim) != "refuted"
    declared = r"$x\in\mathbb{R}^n$, $A\in\mathbb{R}^{m\times n}$, $b\in\mathbb{R}^n$, $m > n$."
    assert verdict(declared, "Ax + b = b + Ax") == "refuted"
