"""Shapes as they are written."""

from __future__ import annotations

import pytest

from vault_runner.verify.shape_spec import read_shape


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("(4, 5, 2)", ["4", "5", "2"]),
        ("[b, 4]", ["b", "4"]),
        ("(4,)", ["4"]),
        ("()", []),
        ("torch.Size([3, 32])", ["3", "32"]),
        ("torch.Size( [3] )", ["3"]),
        ("torch.Size([])", []),
        ("3x4x5", ["3", "4", "5"]),
        ("3 × 4", ["3", "4"]),
        ("n × d", ["n", "d"]),
        ("BxTxC", ["B", "T", "C"]),
        ("(batch=4, m=5)", ["batch=4", "m=5"]),
        ("(*batch, m, n)", ["*batch", "m", "n"]),
        ("(..., d)", ["...", "d"]),
        ("(b, t-1)", ["b", "t-1"]),
        ("（4，5）", ["4", "5"]),
        ("[b t d]", ["b", "t", "d"]),
        ("(B, (H*W)//4)", ["B", "(H*W)//4"]),
        ("(2C, batch size)", ["2C", "batch size"]),
        ("(_, 3)", ["_", "3"]),
    ],
)
def test_reads_what_is_a_shape(text: str, dimensions: list[str]) -> None:
    spec = read_shape(text)
    assert spec is not None
    assert [dimension.text for dimension in spec.dimensions] == dimensions


@pytest.mark.parametrize(
    "text",
    [
        "[0.5, 1.0]", "(x; y)", "(*a, *b)", "4, 5", "(4, 5", "(f(x), 2)", "('a', 'b')", "(4.0,)", "(-1, 2)",
        "[1 2 3]", "3x", "x", "", "(", "torch.Size(3)", "(a := 2, 3)", "(a.b, 3)", "(1, 2)(3, 4)",
        "(" + "a," * 30 + ")", "(" + "a+" * 40 + "a, 2)",
    ],
)  # fmt: skip
def test_prose_and_values_are_no_shape(text: str) -> None:
    assert read_shape(text) is None


def test_a_dimension_knows_the_characters_that_would_be_replaced() -> None:
    spec = read_shape("( batch = 4,  2*d, *rest )")
    assert spec is not None
    assert [spec.text[each.start : each.end] for each in spec.dimensions] == ["4", "2*d", "*rest"]


@pytest.mark.parametrize(("text", "bracket"), [("(1,)", "("), ("[b, 2]", "["), ("3x4", "x"), ("torch.Size([1])", "S")])
def test_the_notation(text: str, bracket: str) -> None:
    spec = read_shape(text)
    assert spec is not None
    assert spec.bracket == bracket
