"""The corpus of code claims through the real path: no false alarm, nearly all decided, nearly all mistakes found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from claims.judging import Judged, judge_notes
from claims.label_checks import HERE, Row, rows

from vault_runner.model import Verdict

CORPUS = rows("labels.jsonl")
PASTED = rows("labels_pasted.jsonl")
NOTED = frozenset(("shape", "dtype", "device"))
RIGHT = frozenset(("verified", "verified-exact"))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    names = sorted({row["note"] for row in (*CORPUS, *PASTED)})
    texts = {name: (HERE / name).read_bytes().decode("utf-8") for name in names}
    return judge_notes(texts, tmp_path_factory.mktemp("vault"))


def at(judged: Judged, row: Row) -> list[Verdict]:
    """Return the verdicts on the claims that begin on the row's line."""
    note, verdicts = judged[row["note"]]
    return [verdict for verdict in verdicts if note.lines.line(verdict.claim.span.start) == row["line"]]


def refuted(verdicts: list[Verdict]) -> bool:
    return any(verdict.status == "refuted" for verdict in verdicts)


def decided(verdicts: list[Verdict]) -> bool:
    return any(verdict.status in RIGHT for verdict in verdicts) or refuted(verdicts)


def false_alarms(judged: Judged, labelled: list[Row]) -> Iterator[str]:
    for row in labelled:
        found = at(judged, row)
        if row["label"] != "wrong" and refuted(found):
            yield f"{row['note']}:{row['line']} {row['text']}: {[verdict.reason for verdict in found]}"


def share(judged: Judged, kept: list[Row], *, found: bool) -> tuple[float, list[str]]:
    """Return the share of rows that are refuted, or decided, and the others."""
    missed = [row for row in kept if not (refuted(at(judged, row)) if found else decided(at(judged, row)))]
    return 1 - len(missed) / len(kept), [f"{row['note']}:{row['line']} {row['text']}" for row in missed]


def test_nothing_right_is_called_wrong(judged: Judged) -> None:
    assert list(false_alarms(judged, CORPUS)) == []


def test_answers_that_choose_their_sizes_anew_are_not_called_wrong(judged: Judged) -> None:
    assert list(false_alarms(judged, PASTED)) == []
    assert all(row["label"] == "right" for row in PASTED)


@pytest.mark.parametrize("noted", [True, False], ids=["shapes, dtypes, devices", "outputs"])
def test_what_can_be_checked_is_decided(judged: Judged, noted: bool) -> None:
    checkable = [row for row in CORPUS if row["checkable"] and (row["kind"] in NOTED) is noted]
    reached, others = share(judged, checkable, found=False)
    assert reached >= 0.95, others


def test_mistakes_are_found(judged: Judged) -> None:
    wrong = [row for row in CORPUS if row["checkable"] and row["label"] == "wrong"]
    reached, others = share(judged, wrong, found=True)
    assert reached >= 0.98, others


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(CORPUS) >= 400
    assert len({row["note"] for row in PASTED}) == 20
    assert sum(row["label"] == "wrong" for row in CORPUS) >= 0.25 * sum(row["checkable"] for row in CORPUS)
