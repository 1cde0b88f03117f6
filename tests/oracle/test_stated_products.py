r"""Operators that a note names: `\circ` as the entrywise product, `\oplus` as the direct sum, and what is left open."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.stated_products import stated_products

SQUARE = r"$A,B,C\in\mathbb{R}^{n\times n}$"


@pytest.mark.parametrize(
    "said",
    [
        r", $\circ$ is the entrywise product.",
        r", where $\circ$ denotes the Hadamard product.",
        r". We write $\circ$ for the elementwise product.",
        r"，$\circ$ 表示逐元素乘积。",
        r". $A\circ B$ denotes the Schur product of $A$ and $B$.",
    ],
)
def test_an_entrywise_product_is_taken(said: str) -> None:
    assert verdict(SQUARE + said, r"A\circ B = B\circ A").startswith("verified")
    assert (
        verdict(SQUARE + said, r"\operatorname{tr}(A\circ B) = \operatorname{tr}(A)\operatorname{tr}(B)") == "refuted"
    )


@pytest.mark.parametrize(
    "said",
    [
        r". $\circ$ is not the entrywise product.",
        r". Unless $\circ$ is the entrywise product,",
        r", $\circ$ is the entrywise product with the second factor transposed.",
        r", $\circ$ is the entrywise product, with the second factor transposed.",
        r", $\circ$ is the Jordan product.",
        r", $\circ$ is the entrywise product divided by $n$.",
        r"，$\circ$ 不是逐元素乘积。",
        r". If $\circ$ is the entrywise product,",
        "",
    ],
)
def test_another_meaning_is_left_open(said: str) -> None:
    assert verdict(SQUARE + said, r"A\circ B = B\circ A") == "not-checkable"


def test_other_signs_and_products() -> None:
    direct = r"$\oplus$ is the direct sum, $A,B\in\mathbb{R}^{n\times n}$."
    assert verdict(direct, r"\det(A\oplus B) = \det A\det B") == "verified"
    assert verdict(direct, r"\operatorname{tr}(A\oplus B) = \operatorname{tr}A\operatorname{tr}B") == "refuted"
    star = r"$A,B\in\mathbb{R}^{n\times n}$ and $*$ denotes the elementwise product."
    assert verdict(star, r"\operatorname{tr}(A^\top B) = \mathbf{1}^\top (A * B)\mathbf{1}").startswith("verified")
    outer = r"$x\in\mathbb{R}^n$, $y\in\mathbb{R}^m$, $\otimes$ is the outer product."
    assert verdict(outer, r"x\otimes y = xy^\top").startswith("verified")
    assert not verdict(outer, r"x\otimes y = yx^\top").startswith("verified")


def test_a_ring_that_multiplies_composes_nothing() -> None:
    said = r"$f,g:\mathbb{R}\to\mathbb{R}$ differentiable, $\circ$ is the pointwise product."
    assert verdict(said, r"(f\circ g)' = (f'\circ g)g'") == "not-checkable"


def test_a_paragraph_without_such_words_stays_as_it_is() -> None:
    prose = "One. Two; three\nfour $x\\circ y$ five."
    assert stated_products(prose) == (prose, {})


def test_what_the_words_speak_of_is_kept() -> None:
    rest, found = stated_products(r"$A\circ B$ is the Hadamard product of $A$ and $B$.")
    assert found == {"operator circ": "odot"}
    assert rest.split() == ["$A$", "$B$."]
