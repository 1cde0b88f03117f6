"""What a note poses, names or supposes is no claim: it is neither held against the note nor proved by itself."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.notes import ask

MATRIX = r"Let $A \in \mathbb{R}^{n \times n}$, $v \in \mathbb{R}^n$ and let $c$ be a number."


def _verdicts(*items: tuple[str, str]) -> list[str]:
    found = ask({"items": [{"kind": kind, "text": text} for kind, text in items]})["answers"]
    return [str(answer["verdict"]).removesuffix("-exact") for answer in found]


@pytest.mark.parametrize(
    ("words", "latex", "expected"),
    [
        ("To find them, solve the following equation:", r"\det(A - cI) = 0", "not-checkable"),
        ("Suppose that we have a solution of this problem:", r"Av = cv", "not-checkable"),
        ("为此求解方程：", r"\det(A - cI) = 0", "not-checkable"),
        ("We obtain", r"\det(2A) = 2\det(A)", "refuted"),
        ("We obtain", r"\det(2A) = 2^n\det(A)", "verified"),
    ],
)
def test_an_equation_that_is_posed_is_not_held_against_the_note(words: str, latex: str, expected: str) -> None:
    assert verdict(f"{MATRIX} {words}", latex).removesuffix("-exact") == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\cos(\vartheta) = \frac{\langle v, w \rangle}{\|v\| \|w\|}", "not-checkable"),
        (r"\det(A - \lambda I) = 0", "not-checkable"),
        (r"\det(AB) = \det(A) \det(B)", "verified"),
        (r"\det(AB) = \det(A) + \det(B)", "doubted"),
    ],
)
def test_a_side_of_undeclared_names_alone_may_say_what_they_are(latex: str, expected: str) -> None:
    assert verdict("", latex).removesuffix("-exact") == expected


def test_a_sum_of_namesakes_is_no_vector_unless_the_note_says_so() -> None:
    assert verdict("", r"X = \sum_{i=1}^n X_i") == "not-checkable"
    assert verdict(r"Let $X \in \mathbb{R}^n$.", r"X = \sum_{i=1}^n X_i") == "doubted"


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"x^2 + x + 1 \neq 0", "verified"),
        (r"x^2 + x - 1 \neq 0", "not-checkable"),
        (r"f(x) \neq 0", "not-checkable"),
    ],
)
def test_sides_that_may_meet_are_not_said_to_differ(latex: str, expected: str) -> None:
    assert verdict("Let $x$ be a real number.", latex) == expected


def test_a_value_behind_a_display_does_not_prove_itself() -> None:
    display = ("display", r"A = \begin{bmatrix} 2 & 1 \\ 1 & 2 \end{bmatrix}")
    assert _verdicts(display, ("prose", r"hence $\lambda_1 = 2$ and $\lambda_2 = 5$."))[1:] == ["definition"] * 2


@pytest.mark.parametrize(("value", "expected"), [("0.01", "verified"), ("0.001", "doubted")])
def test_a_conclusion_is_drawn_from_the_values_before_it(value: str, expected: str) -> None:
    assert _verdicts(("prose", f"Note that if $h = 0.1$, then $h^2 = {value}$."))[-1] == expected


def test_a_constraint_does_not_prove_itself() -> None:
    latex = r"\min_x f(x) \quad \text{subject to } g(x) = 0"
    found = _verdicts(("display", latex), ("prose", "you require that $g(x) = 0$ everywhere."))
    assert "verified" not in found
