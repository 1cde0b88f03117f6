"""What is said of a value that a note computes: it doesn't become an arbitrary function."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

TYPES = r"$W\in\mathbb{R}^{n\times n}$, $x,b\in\mathbb{R}^n$"
TANH = r"\frac{\partial h}{\partial x} = \operatorname{diag}(1-h\odot h)\,W"
SWAPPED = r"\frac{\partial h}{\partial x} = W\operatorname{diag}(1-h\odot h)"


@pytest.mark.parametrize(
    "prose",
    [
        rf"- hidden layer: $h=\tanh(Wx+b)$ (element-wise), {TYPES}" + "\n- so by the chain rule",
        rf"{TYPES}, $h=\tanh(Wx+b)$ elementwise.",
        rf"$h=\tanh(Wx+b)$ 逐元素，{TYPES}。",
        rf"$h=\tanh(Wx+b)$ is differentiable, {TYPES}.",
    ],
)
def test_a_value_stays_what_its_definition_says(prose: str) -> None:
    assert verdict(prose, TANH) == "verified"
    assert verdict(prose, SWAPPED) == "refuted"


def test_the_function_at_the_end_goes_element_by_element() -> None:
    said = rf"$h=\sigma(Wx+b)$ (element-wise), $\sigma:\mathbb{{R}}\to\mathbb{{R}}$ is differentiable, {TYPES}."
    slope = r"\operatorname{diag}(\sigma'(Wx+b))"
    assert verdict(said, rf"\frac{{\partial h}}{{\partial x}} = {slope}W") == "verified"
    assert verdict(said, rf"\frac{{\partial h}}{{\partial x}} = W{slope}") == "refuted"


@pytest.mark.parametrize("body", ["AB", "A^2", "A^{-1}B"])
def test_products_and_powers_that_go_element_by_element_are_left_open(body: str) -> None:
    said = rf"$A,B\in\mathbb{{R}}^{{n\times n}}$, $C={body}$ (element-wise)."
    assert answer(said, rf"C^\top = ({body})^\top")["code"] == "convention"


def test_a_product_with_a_sign_of_its_own_is_read() -> None:
    said = r"$A,B\in\mathbb{R}^{n\times n}$, $C=A\odot B$ (element-wise)."
    assert verdict(said, r"C^\top = A^\top\odot B^\top").startswith("verified")
    assert verdict(said, r"C^\top = B^\top A^\top") == "refuted"


@pytest.mark.parametrize("word", ["linear", "increasing"])
def test_what_else_is_said_of_a_value_holds_nothing_against_a_note(word: str) -> None:
    said = rf"$y=Wx$ is {word}, {TYPES}."
    assert verdict(said, r"\frac{\partial y}{\partial x} = W") == "verified"
    assert verdict(said, r"\frac{\partial y}{\partial x} = 2W") == "doubted"
