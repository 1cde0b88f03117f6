"""In which form a value is shown."""

from __future__ import annotations

import base64

import numpy as np
import pytest
import torch

from vault_runner.worker.display import Shown, shown


def having(**methods: object) -> object:
    """Return a value whose type has the given methods."""
    return type("Value", (), {name: lambda _, content=content: content for name, content in methods.items()})()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (having(_repr_markdown_="**x**", _repr_latex_="$x$"), Shown("text/markdown", "**x**")),
        (having(_repr_latex_="$x$", _repr_html_="<b>"), Shown("text/latex", "$x$")),
        (having(_repr_png_=b"png", _repr_latex_="$x$"), Shown("image/png", b"png")),
        (having(_repr_png_=base64.b64encode(b"png").decode()), Shown("image/png", b"png")),
        (having(_repr_svg_="<svg/>", _repr_png_=b"png"), Shown("image/svg+xml", "<svg/>")),
        (having(_repr_html_="<b>x</b>"), Shown("text/html", "<b>x</b>")),
        (having(_repr_html_="<b>x</b>", __repr__="own text"), Shown("text/plain", "own text")),
        (having(_repr_html_="<b>x</b>", __repr__="<a.B object>"), Shown("text/html", "<b>x</b>")),
        (having(_repr_markdown_=None, __repr__="own text"), Shown("text/plain", "own text")),
        (having(_repr_latex_=("$x$", {"meta": 1})), Shown("text/latex", "$x$")),
        (having(_repr_mimebundle_={"text/markdown": "m", "text/html": "h"}), Shown("text/markdown", "m")),
        (having(_repr_mimebundle_=({"text/latex": "l"}, {})), Shown("text/latex", "l")),
        (having(_repr_mimebundle_={"text/plain": "p", "application/x": {}}), Shown("text/plain", "p")),
        (having(_repr_mimebundle_=None, __repr__="own text"), Shown("text/plain", "own text")),
        (3, Shown("text/plain", "3")),
        ("a", Shown("text/plain", "'a'")),
        (int, Shown("text/plain", "<class 'int'>")),
        (np.array([1.5, 2]), Shown("text/plain", "array([1.5, 2. ])")),
        (torch.zeros(2), Shown("text/plain", "tensor([0., 0.])")),
    ],
)
def test_the_form_that_reads_best(value: object, expected: Shown) -> None:
    assert shown(value) == expected


def test_a_class_with_display_methods_is_shown_as_a_class() -> None:
    kind = type(having(_repr_markdown_="**x**"))
    assert shown(kind).mime == "text/plain"


def test_what_a_method_raises_is_the_authors() -> None:
    class Broken:
        def _repr_latex_(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shown(Broken())


def test_a_long_array_is_shown_short() -> None:
    assert shown(np.arange(100.0).reshape(50, 2)).content == (
        "ndarray of shape (50, 2), float64, on cpu: [0, 1, 2, 3, 4, 5, …]"
    )
    assert shown(torch.nn.Parameter(torch.ones(30, 30))).content == (
        "Parameter of shape (30, 30), torch.float32, on cpu: [1, 1, 1, 1, 1, 1, …]"
    )
