"""Two outputs say the same if their text is equal and their numbers nearly are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.write.compare import same_text


@pytest.mark.parametrize(
    ("standing", "fresh"),
    [
        ("tensor([1.000001, -2.5])", "tensor([1.000002, -2.5])"),
        ("loss 1.234567e-05 after", "loss 1.234568e-05 after"),
        ("-0.0", "0.0"),
        ("1.5+2.000001j", "1.5+2.000002j"),
        ("nan inf 1.0", "nan inf 1.0"),
        ("trailing blanks   \nhere\t", "trailing blanks\nhere"),
        (".5000001", ".5000002"),
        ("the sum is 1.000001.", "the sum is 1.000002."),
    ],
)
def test_equal_within_the_tolerance(standing: str, fresh: str) -> None:
    assert same_text(standing, fresh, same_code=False)


@pytest.mark.parametrize(
    ("standing", "fresh"),
    [
        ("100000", "100001"),
        ("epoch 1: 0.5", "epoch 2: 0.5"),
        ("1.5", "-1.5"),
        ("1.5e-3", "1.5e-4"),
        ("1.0", "1"),
        ("nan", "1.0"),
        ("[1.0, 2.0]", "[1.0, 2.0, 3.0]"),
        ("torch 2.13.0", "torch 2.13.1"),
        ("0x1.5", "0x1.6"),
        ("v1.000001", "v1.000002"),
        ("1.0 m", "1.0 s"),
        ("a\n\nb", "a\nb"),
        ("100000.", "100001."),
    ],
)
def test_different(standing: str, fresh: str) -> None:
    assert not same_text(standing, fresh, same_code=True)


def test_the_last_of_four_decimals_may_be_rounded_either_way_by_the_same_code() -> None:
    assert same_text("tensor([0.1235, -3.0001])", "tensor([0.1234, -3.0000])", same_code=True)
    assert not same_text("tensor([0.1235])", "tensor([0.1234])", same_code=False)
    assert not same_text("tensor([0.1235])", "tensor([0.1233])", same_code=True)
    assert not same_text("0.12345", "0.1234", same_code=True)
    assert same_text("1.0001e-08", "1.0002e-08", same_code=True)


def test_few_decimals_are_never_rounded_away() -> None:
    assert not same_text("accuracy 0.9", "accuracy 1.0", same_code=True)
    assert not same_text("loss 0.123", "loss 0.124", same_code=True)


@given(st.text())
def test_every_text_is_equal_to_itself(text: str) -> None:
    assert same_text(text, text, same_code=False)


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_the_order_does_not_matter_much_beyond_the_tolerance(left: float, right: float) -> None:
    equal = same_text(f"{left!r}", f"{right!r}", same_code=False)
    assert not equal or abs(left - right) <= 1e-8 + 1e-5 * abs(right)
