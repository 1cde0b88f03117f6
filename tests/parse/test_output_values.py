"""Comments that are values, and those that only look like one."""

from __future__ import annotations

import pytest

from vault_runner.parse.claims.output_values import bare_value, is_value, labelled_value


@pytest.mark.parametrize(
    "text",
    [
        *("3", "-0.5", "1e-3", ".5", "nan", "1,048,576", "3.14...", "1+2j".replace("1+", ""), "True", "'a b'", '"a"'),
        *("[1, 2]", "[[1. 2.]\n [3. 4.]]", "(1, 2)", "{1, 2}", "{'a': [1]}", "[]", "{}", "1, 2", "'a', 'b'"),
        *("tensor([1., 2.], grad_fn=<AddBackward0>)", "array([1], dtype=int32)", "np.float64(3.0)", "range(0, 3)"),
        *("tensor([0, 1,  ..., 9])", "Fraction(1, 3)", "torch.Size([2, 3])", "[False  True]"),
    ],
)
def test_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "mean", "3 times", "[see below]", "(a, b)", "x = 3", "f(2)", "(2) and (3)", "2x", "3x3", "tensor of 3"),
        *("[1, 2", "1 2", "v1.2", "2023-01-01", "95%", "[b, 4]"),
    ],
)
def test_no_values(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize(
    ("comment", "value"),
    [
        *(("-> 5", "5"), ("→ [2]", ""), ("= 0.5", "0.5"), ("≈ 2.5", "≈ 2.5"), ("0.5", "0.5")),
        *(("[1]", ""), ("(2)", ""), ("1.", ""), ("2)", ""), ("step 3", ""), ("5 items", "")),
    ],
)
def test_bare_values(comment: str, value: str) -> None:
    assert bare_value(comment) == value


def test_values_side_by_side_stand_behind_a_print_only() -> None:
    assert bare_value("1 2", several=True) == "1 2"
    assert bare_value("1 2") == ""


def test_labels() -> None:
    assert labelled_value("mean: 3.5") == ("mean", "3.5")
    assert labelled_value("平均值：3.5") == ("平均值", "3.5")
    assert labelled_value("n = 3") == ("n", "3")
    assert labelled_value("see: the mean") == ("", "")
