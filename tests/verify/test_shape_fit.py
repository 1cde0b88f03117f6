"""How stated shapes fit real ones."""

from __future__ import annotations

import pytest

from vault_runner.verify.shape_fit import Fit, expanded, fit, rest_of
from vault_runner.verify.shape_spec import ShapeSpec, read_shape


def spec_of(text: str) -> ShapeSpec:
    spec = read_shape(text)
    assert spec is not None
    return spec


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
        ("(2*h, h)", (8, 4), {}, True),
        ("(2*h, h)", (8, 3), {}, False),
        ("(2C, 5)", (8, 5), {"C": 4}, True),
        ("(H//h, d)", (3, 2), {"H": 7, "h": 2}, True),
        ("(d^2,)", (9,), {"d": 3}, True),
        ("(H×W, 2)", (12, 2), {"H": 3, "W": 4}, True),
        ("(_, 3)", (99, 3), {}, True),
        ("()", (), {}, True),
        ("()", (1,), {}, False),
        ("(batch=4, k=2)", (4, 2), {}, True),
        ("(d/0, 2)", (1, 2), {"d": 2}, True),
    ],
)
def test_fit(text: str, shape: tuple[int, ...], sizes: dict[str, int], ok: bool) -> None:
    assert fit(spec_of(text), shape, sizes).ok is ok


def test_a_misfit_names_the_axis_and_the_size() -> None:
    laid = fit(spec_of("(*batch, m, 7)"), (2, 2, 5, 6), {})
    assert [(each.axis, each.expected) for each in laid.misfits] == [(3, 7)]
    assert laid.rank


def test_every_misfit_is_told_in_the_order_of_the_axes() -> None:
    laid = fit(spec_of("(2*d, 4, d)"), (7, 5, 3), {})
    assert [(each.axis, each.expected) for each in laid.misfits] == [(0, 6), (1, 4)]


def test_another_number_of_axes_fits_nothing() -> None:
    assert fit(spec_of("(4, 5)"), (4, 5, 2), {}) == Fit(rank=False, axes=2)


@pytest.mark.parametrize(
    ("text", "shape", "sizes", "bindings", "decided"),
    [
        ("(B, T, C)", (4, 8, 16), {"B": 4}, {"T": 8, "C": 16}, 1),
        ("(2*d, 3)", (8, 3), {}, {"d": 4}, 1),
        ("(T-1,)", (9,), {}, {"T": 10}, 0),
        ("(5-T,)", (2,), {}, {"T": 3}, 0),
        ("(n+m,)", (7,), {"m": 3}, {"n": 4}, 0),
        ("(H*D,)", (12,), {}, {}, 0),
        ("(3*d,)", (8,), {}, {}, 0),
    ],
)
def test_names_that_are_free_get_the_size_they_meet(
    text: str, shape: tuple[int, ...], sizes: dict[str, int], bindings: dict[str, int], decided: int
) -> None:
    laid = fit(spec_of(text), shape, sizes)
    assert (dict(laid.bindings), laid.decided) == (bindings, decided)


def test_a_star_stands_for_the_same_axes_again() -> None:
    assert rest_of(spec_of("(*batch, m, k)"), (6, 2, 5, 3)) == ("*batch", (6, 2))
    assert rest_of(spec_of("(..., k)"), (6, 3)) is None
    again = expanded(spec_of("(*batch, k)"), {"*batch": (6, 2)})
    assert fit(again, (6, 2, 9), {}).ok
    assert not fit(again, (6, 3, 9), {}).ok
    assert not fit(again, (6, 9), {}).rank
