"""A name defined anew is no false claim; what is said to follow from its definition is."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.notes import ask

NUMBER = {"kind": "prose", "text": "Let $x$ be a real number."}


def _verdicts(*items: tuple[str, str]) -> list[str]:
    found = ask({"items": [NUMBER, *({"kind": kind, "text": text} for kind, text in items)]})["answers"]
    return [str(answer["verdict"]).removesuffix("-exact") for answer in found]


@pytest.mark.parametrize(
    ("words", "second", "verdict"),
    [
        ("Another example:", "f(x) = x^3 + 1", "definition"),
        ("再举一个例子：", "f(x) = x^3 + 1", "definition"),
        ("Then", "f(x) = x \\cdot x", "verified"),
        ("Then", "f(x) = x^3 + 1", "refuted"),
        ("因此", "f(x) = x^3 + 1", "refuted"),
    ],
)
def test_a_function_that_is_given_anew_is_a_new_one(words: str, second: str, verdict: str) -> None:
    found = _verdicts(("prose", "The first one is"), ("display", "f(x) = x^2"), ("prose", words), ("display", second))
    assert found == ["definition", verdict]


def test_what_stands_right_below_is_held_against_the_definition() -> None:
    assert _verdicts(("display", "f(x) = x^2"), ("display", "f(x) = x^3 + 1")) == ["definition", "refuted"]


def test_the_new_definition_holds_below_it() -> None:
    start = [("display", "f(x) = x^2"), ("prose", "Another example:"), ("display", "f(x) = x^3 + 1")]
    assert _verdicts(*start, ("display", "f'(x) = 3x^2"))[-1] == "verified"
    assert _verdicts(*start, ("display", "f'(x) = 2x"))[-1] in {"refuted", "doubted"}


def test_a_name_that_is_given_anew_is_a_new_one() -> None:
    found = _verdicts(("display", "y = 2x"), ("prose", "The next model:"), ("display", "y = 3x + 1"))
    assert found == ["definition", "definition"]


RIDGE = r"$X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$, $\lambda>0$"
LOSS = r"$\|Xw-y\|^2+\lambda\|w\|^2$"


@pytest.mark.parametrize(
    "words",
    [
        rf"{RIDGE}, and $\hat w$ minimises {LOSS}.",
        rf"{RIDGE}. The vector $\hat w$ that minimises {LOSS} is",
        rf"设 {RIDGE}，$\hat w$ 使 {LOSS} 最小。",
        rf"设 {RIDGE}，使 {LOSS} 最小的 $\hat w$ 为",
    ],
)
def test_the_place_of_a_minimum_is_found_and_not_defined(words: str) -> None:
    assert verdict(words, r"\hat w = (X^\top X+\lambda I)^{-1}X^\top y") == "verified"
    assert verdict(words, r"\hat w = (X^\top X+2\lambda I)^{-1}X^\top y") == "refuted"


def test_another_place_may_be_defined_below_it() -> None:
    words = rf"{RIDGE}, and $\hat w$ minimises {LOSS}. Now consider instead"
    assert verdict(words, r"\hat w = (X^\top X+2\lambda I)^{-1}X^\top y") == "definition"


def test_the_place_of_a_maximum() -> None:
    words = r"$\mu\in\mathbb{R}$, and $\hat a$ maximises $-(a-\mu)^2$."
    assert verdict(words, r"\hat a = \mu") == "verified"
    assert verdict(words, r"\hat a = 2\mu") == "refuted"


def test_a_minimum_over_some_points_only_is_left_open() -> None:
    words = r"Of all $w$ with $\|w\|\le1$, $\hat w$ minimises $\|w-v\|^2$, $v\in\mathbb{R}^n$."
    assert not verdict(words, r"\hat w = v").startswith("verified")
