r"""Claims between complex numbers that the note declares; no order among them, and nothing with branches."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

PAIR = r"$z,w\in\mathbb{C}$."
UNIT = r"$\theta\in\mathbb{R}$, $n\in\mathbb{N}$, $i$ is the imaginary unit."


@pytest.mark.parametrize(
    ("context", "latex", "twin"),
    [
        (
            PAIR,
            r"|z+w|^2 = |z|^2 + |w|^2 + 2\operatorname{Re}(z\bar{w})",
            r"|z+w|^2 = |z|^2 + |w|^2 + 2\operatorname{Re}(zw)",
        ),
        (PAIR, r"\overline{zw} = \bar z\,\bar w", r"\overline{zw} = \bar z\, w"),
        (PAIR, r"|z+w| \le |z|+|w|", r"|z+w| \ge |z|+|w|"),
        (r"$z\in\mathbb{C}\setminus\{0\}$.", r"\frac1z = \frac{\bar z}{|z|^2}", r"\frac1z = \frac{\bar z}{|z|}"),
        (
            r"设 $z$ 为复数。",
            r"\operatorname{Im}(z) = \frac{z-\bar z}{2i}",
            r"\operatorname{Im}(z) = \frac{z-\bar z}{2}",
        ),
        (r"$\theta\in\mathbb{R}$.", r"e^{i\theta} = \cos\theta+i\sin\theta", r"e^{i\theta} = \cos\theta-i\sin\theta"),
        (
            UNIT,
            r"(\cos\theta+i\sin\theta)^n = \cos(n\theta)+i\sin(n\theta)",
            r"(\cos\theta+i\sin\theta)^n = \cos\theta+i\sin(n\theta)",
        ),
        (r"$z=x+iy$ with $x,y\in\mathbb{R}$ and $i^2=-1$.", r"z\bar z = x^2+y^2", r"z\bar z = x^2-y^2"),
        (r"$n\in\mathbb{N}$, $n\ge2$, $i$ is the imaginary unit.",
         r"\sum_{k=0}^{n-1}e^{2\pi i k/n} = 0", r"\sum_{k=1}^{n-1}e^{2\pi i k/n} = 0"),
    ],
)  # fmt: skip
def test_identities_and_their_twins(context: str, latex: str, twin: str) -> None:
    assert verdict(context, latex) == "verified"
    assert verdict(context, twin) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (PAIR, r"z \le w"),
        (PAIR, r"\log(zw) = \log z+\log w"),
        (PAIR, r"\sqrt{zw} = \sqrt z\sqrt w"),
        (PAIR, r"|u+z|^2 = |u|^2+|z|^2"),
        (r"$A\in\mathbb{C}^{n\times n}$.", r"\det(\bar A) = \overline{\det A}"),
        (r"$z,w\in\mathbb{C}$ with $|w|=1$.", r"|z-w| = |1-\bar w z|"),
        (r"$z\in\mathbb{C}$ is not real and $A$ is a complex matrix.", r"z\bar z = |z|^2"),
        (r"$\theta_i$ are angles for $i=1,\dots,n$.", r"e^{i\theta} = 1"),
    ],
)
def test_what_is_left_open(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"


def test_zero_is_among_the_numbers_unless_it_is_left_out() -> None:
    assert verdict(r"$z\in\mathbb{C}$.", r"|z| > 0") == "refuted"
    assert verdict(r"$z\in\mathbb{C}\setminus\{0\}$.", r"|z| > 0") == "verified"
