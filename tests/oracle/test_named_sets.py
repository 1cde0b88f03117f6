"""What was a matrix above is a set where the note says so, and stays a matrix where it doesn't."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask

MATRICES = r"Let $A, B \in \mathbb{R}^{n \times n}$."
RULE = r"A \setminus (A \cap B) = A \setminus B"
WRONG = r"A \setminus (A \cap B) = B \setminus A"


def verdict(words: str, latex: str) -> str:
    """Return the verdict on a display below a paragraph that declares matrices, and one of its own."""
    texts = ({"kind": "prose", "text": MATRICES}, {"kind": "prose", "text": words})
    return str(ask({"items": [*texts, {"kind": "display", "text": latex}]})["answers"][-1]["verdict"])


@pytest.mark.parametrize(
    "words", ["Let $A$ and $B$ be sets. Then", "设 $A$、$B$ 是集合，则", "$A$ and $B$ are any sets."]
)
def test_sets_take_the_place_of_matrices(words: str) -> None:
    assert verdict(words, RULE).startswith("verified")
    assert verdict(words, WRONG) in {"refuted", "doubted"}


@pytest.mark.parametrize("words", ["The set of all products is infinite. Then", "$A$ and $B$ are not sets."])
def test_other_words_of_sets_leave_them_matrices(words: str) -> None:
    assert verdict(words, RULE) == "not-checkable"
    assert verdict(words, "AB = BA") in {"refuted", "doubted"}
