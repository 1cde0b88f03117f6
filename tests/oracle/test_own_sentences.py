"""A sentence behind a display with a formula of its own: its hypothesis is not the display's."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask

WRONG = r"\|x - y\|^2 = \langle x, x \rangle + \langle y, y \rangle + 2 \langle x, y \rangle"
TRUE = WRONG.replace("+ 2", "- 2")


def verdict(latex: str, behind: str) -> str:
    items = [
        {"kind": "prose", "text": r"Let $x, y \in \mathbb{R}^d$."},
        {"kind": "display", "text": latex},
        {"kind": "prose", "text": behind},
    ]
    return str(next(one for one in ask({"items": items})["answers"] if one["text"] == latex)["verdict"])


OWN = [
    r"With $y = 0$ we get $\|x\|^2 = \langle x, x \rangle$.",
    r"If $y=0$, then $\|x\|^2 = \langle x, x \rangle$.",
    r"当 $y=0$ 时，得到 $\|x\|^2 = \langle x, x \rangle$。",
]


@pytest.mark.parametrize("behind", OWN)
def test_its_hypothesis_is_not_taken(behind: str) -> None:
    assert verdict(WRONG, behind) == "refuted"
    assert verdict(TRUE, behind) == "verified"


@pytest.mark.parametrize("behind", ["with $y = 0$", "If $y=0$ it holds.", "Where $y=0$."])
def test_what_goes_on_with_the_display_is(behind: str) -> None:
    assert verdict(WRONG, behind) == "verified"
