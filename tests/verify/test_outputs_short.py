"""What an output may leave out, and what it may not."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs_short import goes_on_in_words, is_part_of_line, other_row, same_in_short

SAME = [
    ("21", "sum: 21"),
    ("torch.Size([4])", "形状：torch.Size([4])"),
    ("acc: 0.5", "acc = 0.5"),
    ("\"<class 'int'>\"", "<class 'int'>"),
    ("ndarray", "<class 'numpy.ndarray'>"),
    ("numpy.ndarray", "<class 'numpy.ndarray'>"),
    ("1, 2, 3", "[1 2 3]"),
    ("1 2 3", "(1, 2, 3)"),
    ("3, 8", "3 8"),
    ("one\\ntwo", "one\ntwo"),
]
OTHER = [
    ("22", "sum: 21"),
    ("1", "n: 1 of 3"),
    ("acc: 0.5", "loss = 0.5"),
    ("darray", "<class 'numpy.ndarray'>"),
    ("1, 2, 4", "[1 2 3]"),
    ("1 2 3 4", "[[1 2]\n [3 4]]"),
    ("7", "[7]"),
    ("[1, 2]", "1 3"),
]


@pytest.mark.parametrize(("stated", "printed"), SAME)
def test_what_goes_without_saying_may_be_left_out(stated: str, printed: str) -> None:
    assert same_in_short(stated, printed)


@pytest.mark.parametrize(("stated", "printed"), OTHER)
def test_values_structure_and_words_may_not(stated: str, printed: str) -> None:
    assert not same_in_short(stated, printed)


def test_a_row_of_other_values_is_told_as_such() -> None:
    difference = other_row("3, 9", "3 8")
    assert difference is not None
    assert (difference.outcome, difference.stated, difference.found) == ("other", "3, 9", "3 8")
    assert other_row("three apples", "3 8") is None
    assert other_row("[3, 9]", "3 8") is None


def test_one_of_several_printed_values_is_a_part() -> None:
    assert is_part_of_line("(6,)", "(6,) float64")
    assert not is_part_of_line("(7,)", "(6,) float64")
    assert not is_part_of_line("(6,)", "(6,)")


@pytest.mark.parametrize("words", ["Shape (3, 2)", "(one row each)", "= 1 + 5, as said above"])
def test_words_may_follow_an_output(words: str) -> None:
    assert goes_on_in_words(f"[0 1]\n{words}", "[0 1]\n")
    assert not goes_on_in_words(f"[0 2]\n{words}", "[0 1]\n")


def test_another_line_of_values_is_no_words() -> None:
    assert not goes_on_in_words("0\n1\n2", "0\n1\n")
    assert not goes_on_in_words("step 0\nstep 1", "step 0\n")
    assert not goes_on_in_words("[0 1]\n[2 3]", "[0 1]")
