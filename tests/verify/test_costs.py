"""Costs are counted for the product that a section states; what quotes a result is cited."""

from __future__ import annotations

import pytest
from verify.prose_notes import judged

NAIVE = """## Cost of a product

The product $Z = XY$ takes an $X$ of shape $(p, q)$ and a $Y$ of shape $(q, r)$.

- $X$ has shape $(p, q)$
- $Y$ has shape $(q, r)$
- Each element of $Z$ needs {each}.

Altogether the multiplications cost

$$
O({bound})
$$
"""


def _judged(each: str = "q multiplications and q additions", bound: str = r"p \cdot q \cdot r") -> dict[str, str]:
    return {
        text: verdict.status
        for text, verdict in judged(NAIVE.replace("{each}", each).replace("{bound}", bound)).items()
        if verdict.claim.kind == "complexity"
    }


def test_what_counting_gives_is_verified() -> None:
    assert _judged() == {"q multiplications and q additions": "verified", r"O(p \cdot q \cdot r)": "verified"}


def test_a_bound_that_is_too_small_is_doubted_and_one_too_large_stays_open() -> None:
    assert _judged(bound="p r")["O(p r)"] == "doubted"
    assert _judged(bound="p q^2 r")["O(p q^2 r)"] == "not-checkable"


def test_a_wrong_count_is_doubted() -> None:
    assert _judged(each="r multiplications and r additions")["r multiplications and r additions"] == "doubted"


def test_names_that_nothing_declares_are_not_judged() -> None:
    assert r"O(u v)" not in _judged(bound="u v")


def test_the_evidence_says_what_was_counted() -> None:
    verdicts = judged(NAIVE.replace("{each}", "$q$ multiplications").replace("{bound}", "pqr"))
    (bound,) = (verdict for text, verdict in verdicts.items() if text == "O(pqr)")
    assert dict(bound.evidence)["counted"] == (
        "p·q·r multiplications in all, q for each element, exactly so at 27 choices of sizes"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Strassen's algorithm takes $O(n^{2.81})$.",
        "The best known bound is $O(n^{2.37})$.",
        "cuBLAS is still essentially $O(n^3)$.",
        "目前最优的算法是 $O(n^{2.37})$。",
    ],
)
def test_what_is_quoted_is_cited(line: str) -> None:
    (verdict,) = judged(f"# Faster\n\nFor the product of $n \\times n$ matrices:\n\n* {line}\n").values()
    assert verdict.status == "not-checkable"
    assert verdict.reason.startswith("cited: ")


def test_square_matrices_are_counted_without_names() -> None:
    text = "Multiplying two $n \\times n$ matrices takes $n^3$ multiplications, so the cost is $O(n^3)$.\n"
    assert [verdict.status for verdict in judged(text).values()] == ["verified", "verified"]


def test_memory_is_no_cost_of_multiplications() -> None:
    text = "The product of two $n \\times n$ matrices needs $O(n^2)$ memory.\n"
    assert "doubted" not in {verdict.status for verdict in judged(text).values()}


def test_batches_are_counted_as_well() -> None:
    text = (
        "Take $X \\sim (n,a,b)$ and $Y \\sim (n,b,c)$; the matrix product is $Z = XY$ and costs $O(nabc)$.\n\n"
        "Somebody says $O(abc)$ multiplications.\n"
    )
    assert {text: verdict.status for text, verdict in judged(text).items() if text.startswith("O")} == {
        "O(nabc)": "verified",
        "O(abc)": "doubted",
    }


def test_what_a_line_denies_is_not_held_against_it() -> None:
    text = "The product of two $n \\times n$ matrices never costs $O(n^2)$ multiplications, not in this form.\n"
    assert "doubted" not in {verdict.status for verdict in judged(text).values()}
