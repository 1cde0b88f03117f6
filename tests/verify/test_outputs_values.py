"""Stated values against found ones: the same, another, or nothing that can be said."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs_nodes import from_plain
from vault_runner.verify.outputs_reading import read_value
from vault_runner.verify.outputs_values import Compared, compare_values

SUMMARY = "tensor([[0, 1,  ..., 3],\n        ...,\n [4, 5, ..., {}]])"


def compare(stated: str, found: str) -> Compared:
    left, right = read_value(stated), read_value(found)
    assert left is not None
    assert right is not None
    return compare_values(left, right)


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("0.3333", "0.3333333333333333"),
        ("0.66", "0.6666666666666666"),
        ("0.67", "0.6666666666666666"),
        ("3.14", "3.141592653589793"),
        ("1e-05", "0.00001"),
        ("100000", "1e5"),
        ("-0.0", "0.0"),
        ("0.33333333", "tensor(0.3333)"),
        ("0.9999999999999999", "1.0"),
        ("[1., 1.1921e-07]", "[1., 0.]"),
        ("(1, 2)", "[1, 2]"),
        ("{1, 2}", "{2, 1}"),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"),
        ("[nan, inf]", "[nan, inf]"),
        ("tensor([1., 2.], grad_fn=<A>)", "tensor([1., 2.], device='cuda:0')"),
        ("np.float64(1.5)", "1.5"),
        ("[0, 1, ..., 9]", "[0, 1, 2, 3, 9]"),
        (SUMMARY.format(6), SUMMARY.format(6)),
        ("torch.float32", "float32"),
        ("Point(x=1)", "Point(x=1)"),
        ("(1+2j)", "(1+2j)"),
    ],
)
def test_the_same(stated: str, found: str) -> None:
    assert compare(stated, found).outcome == "same"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("0.334", "0.3333333333333333"),
        ("0.5", "0.42"),
        ("0.96", "1.0"),
        ("3.", "3.3"),
        ("3", "4"),
        ("7", "6.0"),
        ("-1", "1"),
        ("12345678901234567891", "12345678901234567890"),
        ("1e-4", "2e-4"),
        ("inf", "3"),
        ("[1, 2]", "[1, 3]"),
        ("[1, 2]", "[1, 2, 3]"),
        ("{1, 2}", "{1, 3}"),
        ("{'a': 1}", "{'a': 2}"),
        ("{'a': 1}", "{'b': 1}"),
        ("True", "False"),
        ("'a'", "'b'"),
        ("[0, 1, ..., 8]", "[0, 1, 2, 9]"),
        (SUMMARY.format(6), SUMMARY.format(7)),
        ("Point(x=1)", "Point(x=2)"),
        ("(1+3j)", "(1+2j)"),
    ],
)
def test_another(stated: str, found: str) -> None:
    assert compare(stated, found).outcome == "other"


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("3", "3.3333"),
        ("0.8415", "0.8414"),
        ("1e-8", "3e-8"),
        ("True", "1"),
        ("[1, 2]", "[[1, 2]]"),
        ("[1, 2]", "3"),
        ("3.14159", "3.14"),
        ("None", "nothing"),
        ("Point(1)", "Pair(1)"),
    ],
)
def test_nothing_can_be_said(stated: str, found: str) -> None:
    assert compare(stated, found).outcome == "unclear"


def test_the_place_of_the_first_difference_is_known() -> None:
    compared = compare("[[1, 2], [3, 5]]", "[[1, 2], [3, 4]]")
    assert (compared.path, compared.stated, compared.found) == ((1, 1), read_value("5"), read_value("4"))


def test_an_observed_number_leaves_no_doubt_about_the_last_digit() -> None:
    stated = read_value("tensor(5.5001)")
    assert stated is not None
    assert compare_values(stated, from_plain(5.5)).outcome == "other"
    assert compare("tensor(5.5001)", "tensor(5.5000)").outcome == "unclear"
