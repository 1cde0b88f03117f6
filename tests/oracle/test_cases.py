"""A case ends with its paragraph, and a hypothesis with the heading below it; “let” lasts."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask

LATEX = "AB = BA"
DECLARED = r"Let $A, B \in \mathbb{R}^{d \times d}$."


def last(*texts: str) -> str:
    """Return the verdict behind some paragraphs of an admonition, a heading in between."""
    items = [{"kind": "open"}, *({"kind": "prose", "text": text} for text in texts)]
    items += [{"kind": "heading"}, {"kind": "prose", "text": "Then"}, {"kind": "display", "text": LATEX}]
    return str(ask({"items": items})["answers"][-1]["verdict"])


@pytest.mark.parametrize(
    "case",
    ["* 当 $d=1$：Jacobian 就是普通的一维导数。", "When $d=1$, it is a number.", "If $d=1$ it is a number.",
     "For $d=1$: a number.",
     "The case $d=1$ is simple.", "特殊情况：$d=1$。", "比如 $d=1$：标量。", "In the scalar case, $d=1$."],
)  # fmt: skip
def test_a_size_of_a_case_is_forgotten(case: str) -> None:
    assert last(DECLARED, case) == "doubted"


@pytest.mark.parametrize("said", ["Let $d=1$.", "设 $d=1$。", "Here $d=1$."])
def test_what_is_fixed_for_all_lasts(said: str) -> None:
    assert last(DECLARED, said) == "verified-exact"


@pytest.mark.parametrize("case", ["For $d=1$ we have", "当 $d=1$ 时，"])
def test_a_case_holds_for_the_display_below_it(case: str) -> None:
    items = [{"kind": "prose", "text": DECLARED}, {"kind": "prose", "text": case}, {"kind": "display", "text": LATEX}]
    assert ask({"items": items})["answers"][-1]["verdict"] == "verified-exact"
