"""Products of tensors and matrices where the axis is said."""

from __future__ import annotations

from oracle.asking import verdict

from vault_runner.oracle.axes import stated_axis

TENSOR = r"$X\in\mathbb{R}^{b\times t\times d}$, $V,W\in\mathbb{R}^{d\times k}$"


def test_a_product_over_the_last_axis() -> None:
    said = TENSOR + "; the products are taken over the last axis."
    assert verdict(said, "X(V+W)=XV+XW").startswith("verified")
    assert verdict(said, "X(V+W)=XV-XW") == "refuted"


def test_an_axis_that_nobody_states_is_left_open() -> None:
    assert verdict(TENSOR + ".", "X(V+W)=XV+XW") == "not-checkable"


def test_a_denied_axis_gives_no_option() -> None:
    assert not stated_axis("$W$ does not act on the last axis of $X$.")[1]
    assert stated_axis("$W$ acts on the last axis of $X$.")[1]
    assert stated_axis("$W$ 作用于 $X$ 的最后一维。")[1]
