"""Conditions of a proof in words."""

from __future__ import annotations

import pytest

from vault_runner.verify.proof_words import Conditions, proved, unproved

ONLY = "checked for these sizes only"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "proved for all n, d ≥ 2"),
        ([("multiple", "d", "h", 3)], "proved for all n, d, h ≥ 2 with d divisible by h"),
        ([("least", "d", "3", 3)], "proved for all n ≥ 2, d ≥ 3"),
        ([("equal", "n", "d", 3)], "proved for all d ≥ 2 with n = d"),
        ([("fixed", "d", "64", 12)], "proved for all n ≥ 2, but only for d = 64 (line 12 needs the number)"),
        ([("fixed", "n", "4", 0), ("fixed", "d", "5", 0)], f"{ONLY}: n = 4 and d = 5"),
        ([("fixed", "n", "4", 7), ("fixed", "d", "5", 7)], f"{ONLY}: n = 4 and d = 5 (line 7 needs the numbers)"),
        ([("least", "rows", "3", 1), ("fixed", "k", "4", 0)], "proved for all n, d ≥ 2, rows ≥ 3, but only for k = 4"),
        ([("equal", "n", "a*b", 3)], "proved for all d, a, b ≥ 2 with n = a*b"),
        ([("other", "d ≤ max(n, 7) or d = 3", "", 1)], "proved for all n, d ≥ 2 with d ≤ max(n, 7) or d = 3"),
        ([("indices", "", "", 8)], "proved for all n, d ≥ 2 with the indices of line 8 in range"),
        (
            [("indices", "", "", 8), ("indices", "", "", 9), ("equal", "n", "d", 3)],
            "proved for all d ≥ 2 with n = d and the indices of lines 8 and 9 in range",
        ),
        ([("other", "n ≠ d", "", 1)], "proved for all n, d ≥ 2 with n ≠ d"),
        ([("other", "u0 ≥ n", "", 1)], "not proved: it hangs on the values of a tensor"),
        ([("many", "80", "", 0)], "not proved: it hangs on too many conditions"),
    ],
)
def test_conditions_are_told(rows: list[tuple[str, str, str, int]], told: str) -> None:
    fixed = {row[1] for row in rows if row[0] == "fixed"}
    atoms = {"n", "d"} - fixed - {row[1] for row in rows if row[0] == "equal"}
    assert proved(["n", "d"], atoms, Conditions(rows)) == told


def test_every_size_of_the_code_is_spoken_of() -> None:
    assert proved(["n"], {"n", "b"}, Conditions([])) == "proved for all n, b ≥ 2"


@pytest.mark.parametrize(
    ("rows", "equal", "told"),
    [
        ([], [], "not proved: for sizes in general it is (n, d)"),
        ([], [("d", "n")], "not proved: for sizes in general it is (n, d), which is (n, n) only where d = n"),
        ([("least", "n", "3", 1)], [], "not proved: for sizes with n ≥ 3 it is (n, d)"),
        ([("fixed", "k", "3", 1)], [], "not proved: for sizes with k = 3 it is (n, d)"),
        ([("many", "80", "", 0)], [], "not proved: it hangs on too many conditions"),
    ],
)
def test_what_a_shape_is_otherwise(
    rows: list[tuple[str, str, str, int]], equal: list[tuple[str, str]], told: str
) -> None:
    assert unproved("(n, d)", "(n, n)", equal, Conditions(rows)) == told
