"""Shapes as they are written, and how they fit real ones."""

from __future__ import annotations

import pytest

from vault_runner.verify.shape_spec import fit, read_shape


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("(4, 5, 2)", ["4", "5", "2"]),
        ("[b, 4]", ["b", "4"]),
        ("(4,)", ["4"]),
        ("()", []),
        ("torch.Size([3, 32])", ["3", "32"]),
        ("3x4x5", ["3", "4", "5"]),
        ("3 × 4", ["3", "4"]),
        ("(batch=4, m=5)", ["batch=4", "m=5"]),
        ("(*batch, m, n)", ["*batch", "m", "n"]),
        ("(..., d)", ["...", "d"]),
        ("(b, t-1)", ["b", "t-1"]),
        ("（4，5）".replace("（", "(").replace("）", ")"), ["4", "5"]),
    ],
)
def test_reads_what_is_a_shape(text: str, dimensions: list[str]) -> None:
    spec = read_shape(text)
    assert spec is not None
    assert [dimension.text for dimension in spec.dimensions] == dimensions


@pytest.mark.parametrize(
    "text",
    [
        "(see above)",
        "[0.5, 1.0]",
        "(a b)",
        "(x; y)",
        "(*a, *b)",
        "4, 5",
        "(4, 5",
        "(f(x), 2)",
        "('a', 'b')",
        "(4.0,)",
        "(-1, 2)",
    ],
)
def test_prose_and_values_are_no_shape(text: str) -> None:
    assert read_shape(text) is None


@pytest.mark.parametrize(
    ("text", "shape", "sizes", "ok"),
    [
        ("(4, 5, 2)", (4, 5, 2), {}, True),
        ("(4, 5, 2)", (4, 5, 3), {}, False),
        ("(4, 5)", (4, 5, 2), {}, False),
        ("(b, b)", (3, 3), {}, True),
        ("(b, b)", (3, 4), {}, False),
        ("(b, c)", (3, 4), {"b": 3}, True),
        ("(b, c)", (3, 4), {"b": 2}, False),
        ("(*batch, m, n)", (9, 8, 2, 3), {"m": 2}, True),
        ("(*batch, m, n)", (2, 3), {"m": 2}, True),
        ("(*batch, m, n)", (3,), {}, False),
        ("(..., d)", (5, 7), {"d": 7}, True),
        ("(b, t-1)", (2, 9), {"t": 10}, True),
        ("(b, t-1)", (2, 10), {"t": 10}, False),
        ("(b, t-1)", (2, 10), {}, True),
        ("(2*h, h/2)", (8, 2), {"h": 4}, True),
        ("(_, 3)", (99, 3), {}, True),
        ("()", (), {}, True),
        ("()", (1,), {}, False),
        ("(batch=4, k=2)", (4, 2), {}, True),
    ],
)
def test_fit(text: str, shape: tuple[int, ...], sizes: dict[str, int], ok: bool) -> None:
    spec = read_shape(text)
    assert spec is not None
    assert fit(spec, shape, sizes).ok is ok


def test_a_misfit_names_the_axis_and_the_size() -> None:
    spec = read_shape("(*batch, m, 7)")
    assert spec is not None
    laid = fit(spec, (2, 2, 5, 6), {})
    assert (laid.axis, laid.expected, laid.rank) == (3, 7, True)


def test_a_fit_binds_the_names_that_were_free() -> None:
    spec = read_shape("(B, T, C)")
    assert spec is not None
    assert fit(spec, (4, 8, 16), {"B": 4}).bindings == (("T", 8), ("C", 16))
