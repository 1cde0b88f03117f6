"""Conditions of a proof in words."""

from __future__ import annotations

import pytest

from vault_runner.verify.proof_words import Conditions, proved


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "proved for all n, d ≥ 2"),
        ([("multiple", "d", "h", 3)], "proved for all n, d, h ≥ 2 with d divisible by h"),
        ([("least", "d", "3", 3)], "proved for all n ≥ 2, d ≥ 3"),
        ([("equal", "n", "d", 3)], "proved for all d ≥ 2 with n = d"),
        ([("fixed", "d", "64", 12)], "proved for all n ≥ 2, but only for d = 64, since line 12 needs the number"),
        ([("fixed", "n", "4", 0), ("fixed", "d", "5", 0)], "checked for these sizes only: n = 4 and d = 5"),
        ([("least", "epochs", "3", 1), ("fixed", "steps", "4", 2)], "proved for all n, d ≥ 2"),
        ([("other", "n ≠ d", "", 1)], "proved for all n, d ≥ 2 with n ≠ d"),
        ([("other", "u0 ≥ n", "", 1)], "not proved: it hangs on too many conditions"),
        ([("many", "80", "", 0)], "not proved: it hangs on too many conditions"),
    ],
)
def test_conditions_are_told(rows: list[tuple[str, str, str, int]], told: str) -> None:
    fixed = {row[1] for row in rows if row[0] == "fixed"}
    atoms = {"n", "d"} - fixed - {row[1] for row in rows if row[0] == "equal"}
    assert proved(["n", "d"], atoms, Conditions(rows)) == told
