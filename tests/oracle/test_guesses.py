"""What nothing declares decides nothing: nouns without a name, arrays taken for numbers, values of functions."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

CAYLEY = r"A^2 - \operatorname{tr}(A)\,A + \det(A)\,I = 0"
BLOCKS = r"\det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(A)\det(S)"


@pytest.mark.parametrize(
    "context",
    ["For a 2-by-2 matrix", r"For a $2\times 2$ matrix", "二阶方阵满足", "For a square matrix of order two",
     "Take a square matrix with two rows.", "Every two by two matrix satisfies"],
)  # fmt: skip
def test_a_noun_of_which_more_is_said_declares_nothing(context: str) -> None:
    assert verdict(context, CAYLEY) == "not-checkable"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        ("For any square matrix that equals its transpose,", r"A = A^\top"),
        ("For two vectors of the same length", r"\|x\| = \|y\|"),
        ("For two orthogonal vectors", r"x^\top y = 0"),
    ],
)
def test_what_is_said_of_a_noun_without_a_name_is_not_dropped(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"


def test_a_plain_noun_still_declares() -> None:
    context = "The distance between two vectors can also be written in terms of their dot products:"
    wrong = r"\|x - y\|^2 = \langle x, x \rangle + \langle y, y \rangle + 2 \langle x, y \rangle"
    assert verdict(context, wrong) == "refuted"
    assert verdict(context, wrong.replace("+ 2", "- 2")).startswith("verified")
    assert verdict(r"Suppose $A$, $B$ and $A+B$ are all invertible $n\times n$ matrices.",
                   "(A+B)^{-1} = A^{-1} + B^{-1}") == "refuted"  # fmt: skip


def test_a_guess_never_makes_numbers_of_matrices() -> None:
    blocks = r"Block matrix with $A$ invertible and $S = D - %s$ (all blocks $n\times n$):"
    assert not verdict(blocks % "BA^{-1}C", BLOCKS).startswith("verified")
    sized = r"$A,B,C,D\in\mathbb{R}^{n\times n}$ with $A$ invertible and $S = D - %s$."
    assert verdict(sized % "CA^{-1}B", BLOCKS).startswith("verified")
    assert verdict(sized % "BA^{-1}C", BLOCKS) == "refuted"


@pytest.mark.parametrize("name", ["A", r"\tilde{G}"])
def test_a_property_of_matrices_is_never_one_of_a_number(name: str) -> None:
    assert verdict(rf"Let ${name}>0$ be symmetric and $x>1$.", rf"x {name} x > 0") == "not-checkable"
    assert verdict(rf"Let ${name}>0$ be a number and $x>1$.", rf"x {name} x > 0").startswith("verified")


def test_matrices_that_depend_on_time_are_no_numbers() -> None:
    latex = r"\frac{d}{dt}e^{X(t)} = X'(t)\,e^{X(t)}"
    assert not verdict("The matrices $X(t)$ are smooth.", latex).startswith("verified")
