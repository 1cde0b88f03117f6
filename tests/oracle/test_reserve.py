"""Words that leave open whether a formula is asserted, and sentences that go on behind a display."""

from __future__ import annotations

import pytest

from vault_runner.oracle.reserve import behind, continuation, nearness, reserves_of, taken_back


@pytest.mark.parametrize(
    "prose",
    ["Is it true that", "下式是否成立？", "Wrong:", "❌", "For small $x$:", "当 $x$ 很小时：", "Up to a constant,",
     "Solve for $x$:", "There is an $x$ with", "The constraint on $x$ is", "A common mistake:", "反设 $A$ 满足",
     "$A,B$ satisfying", "We require of $x$ that", "Rounded to two decimals:", "In floating point arithmetic."],
)  # fmt: skip
def test_these_assert_nothing_flatly(prose: str) -> None:
    assert reserves_of(prose)


@pytest.mark.parametrize(
    "prose",
    ["Let $A$ be invertible. Then", "Transposing a product reverses the order of the factors.", "设 $A$ 可逆，则",
     "For all $x,y$ we have", "The matrix $P$ need not be symmetric.", "对任意 $z$，softplus 满足"],
)  # fmt: skip
def test_these_are_flat_assertions(prose: str) -> None:
    assert not reserves_of(prose)


def test_going_to_zero_is_a_reserve_unless_the_formula_has_the_limit() -> None:
    assert nearness("As $h$ tends to zero:", r"\sin h = h")
    assert not nearness("As $h$ tends to zero:", r"\lim_{h\to 0} \frac{\sin h}{h} = 1")


def test_a_small_letter_or_a_connective_goes_on_with_the_sentence() -> None:
    assert continuation("where $A$ is symmetric. Next") == "where $A$ is symmetric."
    assert continuation("其中 $A$ 对称。下面") == "其中 $A$ 对称。"
    assert not continuation("Next we turn to norms.")


def test_words_behind_a_display_limit_or_take_back() -> None:
    assert behind("only for diagonal ones.")
    assert taken_back("This is false in general.")
    assert not taken_back("This is the binomial theorem.")
