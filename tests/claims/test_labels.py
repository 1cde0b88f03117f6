"""The labels of the claim corpus are true: each is checked by running its note with plain `exec`."""

from __future__ import annotations

from collections import Counter

import pytest
from claims.label_checks import HERE, Row, fences, observe, rows

CORPUS = rows("labels.jsonl")
PASTED = rows("labels_pasted.jsonl")


def by_note(every: list[Row]) -> dict[str, list[Row]]:
    """The rows of each note."""
    return {note: [row for row in every if row["note"] == note] for note in sorted({row["note"] for row in every})}


NOTES = by_note(CORPUS + PASTED)


@pytest.mark.parametrize("note", NOTES)
def test_every_label_of_the_note_is_true(note: str) -> None:
    seen = observe(HERE / note, NOTES[note])
    problems = [
        f"{note}:{row['line']} {row['text']!r}: labelled {row['label']}, seen {one}"
        for row, one in zip(NOTES[note], seen, strict=True)
        if not label_holds(row, one.verdicts, one.facts)
    ]
    assert problems == []


def label_holds(row: Row, verdicts: list[bool], facts: list[bool]) -> bool:
    """Whether what was seen bears the label out; a wrong claim needs the fact that contradicts it."""
    if row["label"] == "none":
        return verdicts == []
    if row["label"] == "right":
        return verdicts != [] and all(verdicts)
    return not all(verdicts) and any(facts)


def test_a_label_that_does_not_hold_is_noticed() -> None:
    assert not label_holds({"label": "right"}, [True, False], [])
    assert not label_holds({"label": "right"}, [], [])
    assert not label_holds({"label": "wrong"}, [True], [True])
    assert not label_holds({"label": "wrong"}, [False], [False])


@pytest.mark.parametrize("note", NOTES)
def test_every_tagged_fence_of_the_note_is_run(note: str) -> None:
    text = (HERE / note).read_text("utf-8")
    assert len(fences(text)) == text.count("python run") > 0


@pytest.mark.parametrize("note", NOTES)
def test_each_labelled_text_stands_where_its_row_says(note: str) -> None:
    lines = (HERE / note).read_bytes().decode("utf-8").replace("\r\n", "\n").split("\n")
    for row in NOTES[note]:
        for offset, text in enumerate(row["text"].split("\n")):
            assert lines[row["line"] - 1 + offset].endswith(text), (row["line"], text)


def test_each_note_of_the_folders_is_labelled() -> None:
    folders = [folder for folder in HERE.iterdir() if folder.name != "habits"]  # where all is true, and needs no labels
    assert {str(path.relative_to(HERE)) for folder in folders for path in folder.glob("*.md")} == set(NOTES)


def test_the_corpus_is_large_and_a_third_of_it_is_wrong() -> None:
    labels = Counter(row["label"] for row in CORPUS)
    decidable = [row for row in CORPUS if row["checkable"]]
    assert len(by_note(CORPUS)) >= 40
    assert labels["right"] + labels["wrong"] >= 480
    assert labels["none"] >= 120
    assert 0.3 <= sum(row["label"] == "wrong" for row in decidable) / len(decidable) <= 0.4
    assert {row["kind"] for row in decidable} == {"shape", "dtype", "device", "output"}


def test_nothing_in_the_pasted_answers_is_wrong() -> None:
    assert len(by_note(PASTED)) == 20
    assert {row["label"] for row in PASTED} == {"right"}
