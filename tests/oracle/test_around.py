"""What stands around a display in a note: sentences that go on behind it, cases that end, names declared again."""

from __future__ import annotations

from typing import Any

import pytest

from vault_runner.oracle import ask

AB = r"Let $A,B\in\mathbb{R}^{n\times n}$."
SYMMETRIC = r"Let $A\in\mathbb{R}^{n\times n}$ be symmetric."
ANY = r"Let $A\in\mathbb{R}^{n\times n}$."
FACT = "A = A^\\top"
BOUNDARIES = {"heading", "open", "close"}


def judged(*items: str) -> list[str]:
    """Return all verdicts on a note: names of boundaries, displays in dollars, prose."""
    asked: list[dict[str, Any]] = []
    for item in items:
        kind = item if item in BOUNDARIES else "display" if item.startswith("$$") else "prose"
        asked.append({"kind": kind, "text": item.strip("$") if kind == "display" else item})
    return [answer["verdict"] for answer in ask({"items": asked})["answers"] if answer["code"] != "fragment"]


@pytest.mark.parametrize(
    "rest",
    [
        "where $A$ and $B$ are diagonal.", "if both are diagonal.", "is wrong.", "does not hold in general.",
        "其中 $A,B$ 可交换。", "，当 $A=B$ 时成立。", "这不成立。",
        "This is false for most matrices.", "is an equation to solve for $B$.",
    ],
)  # fmt: skip
def test_a_sentence_that_goes_on_behind_a_display_may_take_it_back(rest: str) -> None:
    assert "refuted" not in judged(AB, "$$AB = BA$$", rest)


def test_a_new_sentence_behind_a_display_changes_nothing() -> None:
    assert judged(AB, "$$AB = BA$$", "Next we turn to norms.")[1] == "refuted"


@pytest.mark.parametrize(
    "items",
    [
        (ANY + " If $A$ is symmetric, then", f"$${FACT}$$", "Another remark.", f"$${FACT}$$"),
        (SYMMETRIC, f"$${FACT}$$", "heading", ANY, f"$${FACT}$$"),
        (SYMMETRIC, ANY, f"$${FACT}$$"),
        ("open", SYMMETRIC, "close", ANY, f"$${FACT}$$"),
        ("open", SYMMETRIC, "heading", ANY, f"$${FACT}$$", "close"),
        (r"Set $y = 2x$ with $x\in\mathbb{R}^n$.", r"Let $x,y\in\mathbb{R}^n$.", "$$y - 2x = 0$$"),
    ],
)
def test_hypotheses_end_with_their_case_or_a_new_declaration(items: tuple[str, ...]) -> None:
    assert not judged(*items)[-1].startswith("verified")


@pytest.mark.parametrize(
    "items",
    [
        (r"The singular values $\sigma_i$ of $A\in\mathbb{R}^{m\times n}$.", r"$X\sim\mathcal{N}(0,\sigma^2)$.",
         r"$$\mathbb{E}[X^2] = \sigma^2$$"),
        (r"Let $T\in\mathbb{R}$ be the horizon.", AB, "$$(AB)^T = B^T A^T$$"),
        (r"Let $e\in\mathbb{R}^n$ be the error.", r"For $x\in\mathbb{R}$:", "$$e^{x}e^{-x} = 1$$"),
        ("Let $I$ be an interval.", ANY, "$$AI = A$$"),
        (r"Let $x,y\in\mathbb{R}^n$.", "Assume from here on that $x = y$.", "Then", "$$x - y = 0$$"),
        (ANY, "From now on $A$ is symmetric.", "So", f"$${FACT}$$"),
        (ANY, "**Assumption 1.** Everything is symmetric.", "Then", f"$${FACT}$$"),
        (AB, "Counterexample to", "$$AB = BA$$", "Take any two."),
        (AB, "We would like", "$$AB = BA$$", "to hold."),
        (AB + r" Let $x,b\in\mathbb{R}^n$.", "This leads to the system", "$$Ax = b$$"),
    ],
)  # fmt: skip
def test_a_true_note_is_never_refuted(items: tuple[str, ...]) -> None:
    assert "refuted" not in judged(*items)
