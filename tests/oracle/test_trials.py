"""A derivative by differences is far off at a few points near a pole; what is false differs nearly everywhere."""

from __future__ import annotations

import pytest
from oracle.asking import verdict


@pytest.mark.parametrize("name", ["A", "B", "C", "M", "W", "X"])
def test_a_gradient_that_grows_without_bound_is_not_refuted(name: str) -> None:
    prose = rf"设方阵 ${name}$ 满足 $\det {name}>0$，"
    formula = rf"{name}^{{-\top}} = \nabla_{name}\log\det {name}"
    assert verdict(prose, formula) in {"verified", "not-checkable"}
    assert verdict(prose, formula.replace(r"-\top", "-1")) == "refuted"


def test_what_differs_on_half_of_the_line_is_refuted() -> None:
    assert verdict(r"$x\in\mathbb{R}$, $x\ne0$.", r"\frac{d}{dx}|x| = 1") == "refuted"
    assert verdict(r"$x\in\mathbb{R}$, $x\ne0$.", r"\frac{d}{dx}|x| = \frac{x}{|x|}") == "verified"
