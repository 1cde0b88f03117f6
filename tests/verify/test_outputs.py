"""Outputs as authors paste them, against values."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs import Plain, agrees, comparable, read_expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[Out]: (4, 5, 3)", [4, 5, 3]),
        ("Output: torch.Size([4, 5, 3])", [4, 5, 3]),
        ("=> 12.5", 12.5),
        ("输出：[1, 2]", [1, 2]),
        ("tensor([[1., 2.], [3., 4.]])", [[1.0, 2.0], [3.0, 4.0]]),
        ("tensor([1., 2.], grad_fn=<AddBackward0>)", [1.0, 2.0]),
        ("array([1, 2], dtype=int32)", [1, 2]),
        ("True", True),
        ("'text'", "text"),
    ],
)
def test_reads_a_value(text: str, value: Plain) -> None:
    assert read_expected(text) == value


@pytest.mark.parametrize("text", ["the mean", "about 3", "[Out]:", "f(x)", "1 +", "__import__('os')"])
def test_prose_is_no_value(text: str) -> None:
    assert read_expected(text) == "\x00unread"


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ([4, 5, 3], [4, 5, 3], True),
        ([4, 5, 3], [4, 5, 2], False),
        ([1.0001, 2.0], [1.00012, 2.0], True),
        ([1.0001, 2.0], [1.01, 2.0], False),
        (3, 3.0, True),
        (3, 4, False),
        (True, 1, False),
        ("a", "a", True),
        ([1, 2], [1, 2, 3], False),
    ],
)
def test_agreement(expected: Plain, found: Plain, same: bool) -> None:
    assert agrees(expected, found) is same


def test_only_like_is_compared_with_like() -> None:
    assert comparable([1, 2], [3, 4])
    assert not comparable([1, 2], [[1, 2]])
    assert not comparable([1, 2], 3)
    assert comparable(1, 2.5)
