"""What is false without its hypothesis isn't verified by what is left of the words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from equations.test_labels import BLIND, CHECKS
from oracle.losses_of_hypotheses import SAMPLERS, losses, needs
from oracle.test_metamorphic import verdict

from vault_runner.oracle import ask_row

SETS = Path(__file__).resolve().parents[1] / "equations"
SMALL = 24
"""Rows of the small form; the slow one takes all."""
HOLDS_STILL = {
    ("c-046", "idempotent"): "the formula `P^2=P` stands beside the word",
    ("h-057", "probability"): "a divergence is of probability vectors whatever is said of them",
    ("n-081", "symmetric"): "the trace of a power is the sum of the eigenvalues' powers for every matrix",
    ("n-137", "symmetric positive definite"): "a Gaussian with a density has such a covariance",
}
"""Rows that need no such property though their checks do, by row and first word."""
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Return the true rows that have a check and a word for a property of its instances."""
    files = sorted(SETS.glob("rows_*.jsonl"))
    found = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    told = [row for row in found if row["label"] == "true" and row["id"] in {**CHECKS, **BLIND}]
    return [
        (row["id"], words, row["context"], row["latex"])
        for row in told for words in SAMPLERS
        if any(losses(row["context"], words)) and (row["id"], words.split("|")[0]) not in HOLDS_STILL
    ]  # fmt: skip


def lost(chosen: list[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each loss that makes a row false, the context that is left, and the verdict."""
    for name, words, context, latex in chosen:
        if needs({**CHECKS, **BLIND}[name], SAMPLERS[words]):
            for loss, left in losses(context, words):
                if _says_as_much(loss, words, left):
                    continue
                yield f"{name} {loss}", f"{left} || {latex}", verdict(ask_row(left, latex))


def _says_as_much(loss: str, words: str, left: str) -> bool:
    """Tell whether “symmetric” is lost beside “positive definite”, which means it unless the words leave it open."""
    beside = "positive definite" in left or "正定" in left
    return words.startswith("symmetric|") and beside and loss in {"_dropped", "_supposed"}


def test_a_lost_hypothesis_verifies_nothing() -> None:
    quick = [row for row in rows() if "min" not in row[2] + row[3]]  # what has no least value is sought for long
    chosen = Random(1).sample(quick, SMALL)  # noqa: S311 - a choice of tests
    found = list(lost(chosen))
    assert found
    assert not [one for one in found if one[2].startswith("verified")]


@pytest.mark.slow
def test_no_lost_hypothesis_of_any_row_verifies_anything() -> None:
    assert not [one for one in lost(rows()) if one[2].startswith("verified")]


def test_a_check_tells_what_its_statement_needs() -> None:
    assert needs(lambda d: float(abs((a := d.sym(3)) - a.T).max()), ("sym",))
    assert not needs(lambda d: float(abs((a := d.sym(3)).trace() - a.T.trace())), ("sym",))
    assert not needs(lambda d: float(abs((a := d.inv(3)) - a.T).max()), ("sym",))
