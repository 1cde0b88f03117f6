"""A name defined anew is no false claim; what is said to follow from its definition is."""

from __future__ import annotations

import pytest

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
